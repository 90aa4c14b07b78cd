#include <fmt/format.h>

#include "cli/completion_scripts.hpp"

namespace kvali {

namespace {

/// In single quotes, where fish knows an escape for the quote and the backslash only.
std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

/// What fish offers behind an option: -x takes a value and no files, -r -F one with files.
std::string value_of(Completed value) {
  switch (value) {
    case Completed::nothing:
      return "";
    case Completed::word:
      return " -x";
    case Completed::file:
      return " -r -F";
    case Completed::folder:
    case Completed::report:
      return " -x -a '(__fish_complete_directories)'";
  }
  return "";
}

void write_options(const CommandWords& command, const std::string& when, std::string& out) {
  for (const OptionWord& option : command.options)
    out += fmt::format("complete -c kvali{} -l {}{} -d {}\n", when, option.name.substr(2),
                       value_of(option.value), quoted(option.text));
}

void write_commands(const CommandWords& command, const std::string& when, std::string& out) {
  for (const CommandWords& below : command.below)
    out += fmt::format("complete -c kvali{} -a {} -d {}\n", when, below.name, quoted(below.text));
}

void write_arguments(const CommandWords& command, const std::string& when, std::string& out) {
  if (command.arguments.empty()) return;
  if (command.arguments.front() == Completed::report)
    out += fmt::format("complete -c kvali{} -k -a '(__fish_complete_suffix .toml)'\n", when);
  if (command.arguments.front() == Completed::folder)
    out += fmt::format("complete -c kvali{} -a '(__fish_complete_directories)'\n", when);
}

/// The condition that the command was typed, and none of those below it yet.
std::string seen(const CommandWords& command) {
  std::string when = " -n '__fish_seen_subcommand_from " + command.name;
  if (!command.below.empty()) when += "; and not __fish_seen_subcommand_from";
  for (const CommandWords& below : command.below) when += " " + below.name;
  return when + "'";
}

}  // namespace

std::string fish_completion(const CommandWords& program) {
  std::string out =
      "# Completion of kvali for fish; made by the build from the program's own commands.\n"
      "complete -c kvali -f\n";
  write_options(program, "", out);
  write_commands(program, " -n __fish_use_subcommand", out);
  for (const CommandWords& command : program.below) {
    const std::string when = seen(command);
    write_commands(command, when, out);
    write_options(command, when, out);
    write_arguments(command, when, out);
  }
  return out;
}

}  // namespace kvali
