#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace kvali {

/// What stands behind an option, or where an argument is expected, as far as a shell can complete it.
enum class Completed { nothing, word, file, folder, report };

/// An option as a shell offers it.
struct OptionWord {
  std::string name;  ///< "--period"
  std::string text;  ///< its line in --help
  Completed value = Completed::nothing;
};

/// A command with what may follow it. The words of the program itself have no name.
struct CommandWords {
  std::string name;
  std::string text;
  std::vector<OptionWord> options;
  std::vector<Completed> arguments;
  std::vector<CommandWords> below;
};

/// The commands and options that --help shows; hidden ones are left out.
[[nodiscard]] CommandWords completion_words(const CLI::App& app);

}  // namespace kvali
