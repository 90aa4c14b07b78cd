#pragma once

#include <string>

namespace CLI {
class App;
}

namespace kvali {

// Written from the same tree of commands as --help, so that none can miss what another has.

/// The manual page kvali(1), in the man macros of roff.
[[nodiscard]] std::string man_page(const CLI::App& app);

/// Adds the commands that print the page and the completions of shells; the build runs these, and no help
/// shows them.
void add_docs_commands(CLI::App& app);

}  // namespace kvali
