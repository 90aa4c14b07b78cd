#pragma once

#include <string>

namespace CLI {
class App;
}

namespace kvali {

// Written from the same tree of commands as --help, so that none of the three can miss what another has.

/// The manual page kvali(1), in the man macros of roff.
[[nodiscard]] std::string man_page(const CLI::App& app);

/// A script for bash-completion: commands, options, reports and files.
[[nodiscard]] std::string bash_completion(const CLI::App& app);

/// Adds the commands that print them; the build runs these, and no help shows them.
void add_docs_commands(CLI::App& app);

}  // namespace kvali
