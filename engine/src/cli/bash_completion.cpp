#include <fmt/format.h>

#include <set>
#include <string_view>

#include "cli/completion_scripts.hpp"

namespace kvali {

namespace {

/// Sorted, so that a name that several commands have stands once.
using Names = std::set<std::string>;

void collect_options(const CommandWords& words, Completed value, Names& names) {
  for (const OptionWord& option : words.options)
    if (option.value == value) names.insert(option.name);
  for (const CommandWords& below : words.below) collect_options(below, value, names);
}

std::string joined(const Names& names, char between) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : std::string(1, between)) + name;
  return text;
}

/// The pattern of a `case`; one that never fits stands for no names.
std::string pattern(const Names& names) {
  return names.empty() ? "''" : joined(names, '|');
}

std::string pattern_of_options(const CommandWords& program, Completed value) {
  Names names;
  collect_options(program, value, names);
  return pattern(names);
}

Names names_of(const std::vector<OptionWord>& options) {
  Names names;
  for (const OptionWord& option : options) names.insert(option.name);
  return names;
}

Names names_of(const std::vector<CommandWords>& commands) {
  Names names;
  for (const CommandWords& command : commands) names.insert(command.name);
  return names;
}

Names with_value(const std::vector<OptionWord>& options) {
  Names names;
  for (const OptionWord& option : options)
    if (option.value != Completed::nothing) names.insert(option.name);
  return names;
}

/// One arm of the script: what may follow a command.
void write_arm(const CommandWords& command, const CommandWords& program, std::string& out) {
  Names options = names_of(command.options);
  options.merge(names_of(program.options));
  out += fmt::format("    {})\n      words='{}'\n      options='{}'\n", command.name,
                     joined(names_of(command.below), ' '), joined(options, ' '));
  if (!command.arguments.empty() && command.arguments.front() == Completed::report)
    out += "      paths=report\n";
  if (!command.arguments.empty() && command.arguments.front() == Completed::folder)
    out += "      paths=folder\n";
  out += "      ;;\n";
}

constexpr std::string_view script_begin =
    R"(# Completion of kvali for bash; made by the build from the program's own commands.
_kvali() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}}
  local command='' words='{}' options='{}' paths='' at
  COMPREPLY=()
  for ((at = 1; at < COMP_CWORD; at++)); do
    case ${{COMP_WORDS[at]}} in
      {}) at=$((at + 1)) ;;
      -*) ;;
      *)
        command=${{COMP_WORDS[at]}}
        break
        ;;
    esac
  done
  case $command in
)";

constexpr std::string_view script_end = R"(  esac
  case $previous in
    {}) mapfile -t COMPREPLY < <(compgen -d -- "$current") ; compopt -o filenames 2>/dev/null ; return ;;
    {}) mapfile -t COMPREPLY < <(compgen -f -- "$current") ; compopt -o filenames 2>/dev/null ; return ;;
    {}) return ;;
  esac
  if [[ $current == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
    return
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
  if [[ -n $paths ]]; then
    compopt -o filenames 2>/dev/null
    mapfile -t -O "${{#COMPREPLY[@]}}" COMPREPLY < <(compgen -d -- "$current")
    if [[ $paths == report ]]; then
      mapfile -t -O "${{#COMPREPLY[@]}}" COMPREPLY < <(compgen -f -X '!*.toml' -- "$current")
    fi
  fi
}}
complete -F _kvali kvali
)";

}  // namespace

std::string bash_completion(const CommandWords& program) {
  std::string out = fmt::format(script_begin, joined(names_of(program.below), ' '),
                                joined(names_of(program.options), ' '), pattern(with_value(program.options)));
  for (const CommandWords& command : program.below) write_arm(command, program, out);
  return out + fmt::format(script_end, pattern_of_options(program, Completed::folder),
                           pattern_of_options(program, Completed::file),
                           pattern_of_options(program, Completed::word));
}

}  // namespace kvali
