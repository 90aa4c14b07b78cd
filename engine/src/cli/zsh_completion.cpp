#include <fmt/format.h>

#include "cli/completion_scripts.hpp"

namespace kvali {

namespace {

/// For a specification of _arguments or _describe in single quotes: colons and brackets have meanings there.
std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'')
      out += "'\\''";
    else if (c == ':' || c == '[' || c == ']' || c == '\\')
      out += std::string("\\") + c;
    else
      out += c;
  }
  return out;
}

/// The action of _arguments that completes a value.
std::string action(Completed value) {
  switch (value) {
    case Completed::nothing:
    case Completed::word:
      return " ";
    case Completed::file:
      return "_files";
    case Completed::folder:
      return "_files -/";
    case Completed::report:
      return "_files -g \"*.toml\"";
  }
  return " ";
}

/// The lines of a call of _arguments: options may stand several times, since some take lists.
std::string options_of(const CommandWords& command) {
  std::string out;
  for (const OptionWord& option : command.options) {
    const std::string value =
        option.value == Completed::nothing ? "" : ":" + option.name.substr(2) + ":" + action(option.value);
    out += fmt::format(" \\\n        '*{}[{}]{}'", option.name, escaped(option.text), value);
  }
  return out;
}

std::string described(const std::vector<CommandWords>& commands) {
  std::string out;
  for (const CommandWords& command : commands)
    out += fmt::format(" '{}:{}'", command.name, escaped(command.text));
  return out;
}

void write_arm(const CommandWords& command, std::string& out) {
  out += fmt::format("    {})\n      _arguments $common{}", command.name, options_of(command));
  std::string below;
  for (const CommandWords& word : command.below) below += (below.empty() ? "" : " ") + word.name;
  if (!below.empty()) out += fmt::format(" \\\n        '1:command:({})'", below);
  for (std::size_t at = 0; at < command.arguments.size(); ++at)
    out += fmt::format(" \\\n        '{}:argument:{}'", at + 1, action(command.arguments[at]));
  out += "\n      ;;\n";
}

}  // namespace

std::string zsh_completion(const CommandWords& program) {
  std::string out =
      "#compdef kvali\n# Completion of kvali for zsh; made by the build from the program's own commands.\n"
      "local context state state_descr line\ntypeset -A opt_args\n";
  out += fmt::format("local -a common commands\ncommon=({})\ncommands=({})\n", options_of(program),
                     described(program.below));
  out +=
      "_arguments -C $common '1:command:->command' '*::argument:->argument' && return\n"
      "case $state in\n  command) _describe command commands ;;\n  argument) case $words[1] in\n";
  for (const CommandWords& command : program.below) write_arm(command, out);
  return out + "    esac ;;\nesac\n";
}

}  // namespace kvali
