#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <iostream>
#include <vector>

#include "cli/command_docs.hpp"

namespace kvali {

namespace {

std::vector<const CLI::App*> shown_commands(const CLI::App& app) {
  std::vector<const CLI::App*> shown;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    if (!command->get_group().empty()) shown.push_back(command);
  return shown;
}

std::string names_of_commands(const CLI::App& app) {
  std::string names;
  for (const CLI::App* command : shown_commands(app))
    names += (names.empty() ? "" : " ") + command->get_name();
  return names;
}

/// Long options: all of them, or those that take a value.
std::string names_of_options(const CLI::App& app, bool with_value) {
  std::string names;
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group().empty() || (with_value && option->get_items_expected_max() == 0)) continue;
    for (const std::string& name : option->get_lnames()) names += (names.empty() ? "--" : " --") + name;
  }
  return names;
}

void collect_values(const CLI::App& app, std::string& files, std::string& folders, std::string& others) {
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group().empty() || option->get_items_expected_max() == 0) continue;
    std::string& list = option->get_type_name() == "DIR"    ? folders
                        : option->get_type_name() == "FILE" ? files
                                                            : others;
    for (const std::string& name : option->get_lnames()) list += (list.empty() ? "--" : "|--") + name;
  }
  for (const CLI::App* command : shown_commands(app)) collect_values(*command, files, folders, others);
}

/// One arm of the script: what may follow a command.
void write_arm(const CLI::App& command, const std::string& options, std::string& out) {
  out += fmt::format("    {})\n      words='{}'\n      options='{} {}'\n", command.get_name(),
                     names_of_commands(command), names_of_options(command, false), options);
  for (const CLI::Option* option : command.get_options()) {
    if (!option->get_positional()) continue;
    out += fmt::format("      paths={}\n", option->get_single_name() == "REPORT" ? "report" : "folder");
  }
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

/// An alternative of `case` that never fits stands for an empty list.
std::string pattern(const std::string& list) {
  return list.empty() ? "''" : list;
}

}  // namespace

std::string bash_completion(const CLI::App& app) {
  const std::string common = names_of_options(app, false);
  std::string files, folders, others;
  collect_values(app, files, folders, others);
  std::string global;
  for (const char c : names_of_options(app, true)) global += c == ' ' ? '|' : c;
  std::string out = fmt::format(script_begin, names_of_commands(app), common, pattern(global));
  for (const CLI::App* command : shown_commands(app)) write_arm(*command, common, out);
  return out + fmt::format(script_end, pattern(folders), pattern(files), pattern(others));
}

void add_docs_commands(CLI::App& app) {
  CLI::App* man = app.add_subcommand("write-man", "Print the manual page")->group("");
  man->callback([&app] { std::cout << man_page(app); });
  CLI::App* bash = app.add_subcommand("write-completion", "Print the completion for bash")->group("");
  bash->callback([&app] { std::cout << bash_completion(app); });
}

}  // namespace kvali
