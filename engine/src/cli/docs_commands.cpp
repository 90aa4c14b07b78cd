#include <CLI/CLI.hpp>

#include <iostream>
#include <map>

#include "cli/command_docs.hpp"
#include "cli/completion_scripts.hpp"

namespace kvali {

namespace {

using Script = std::string (*)(const CommandWords&);

const std::map<std::string, Script> scripts = {
    {"bash", bash_completion}, {"fish", fish_completion}, {"zsh", zsh_completion}};

}  // namespace

void add_docs_commands(CLI::App& app) {
  CLI::App* man = app.add_subcommand("write-man", "Print the manual page")->group("");
  man->callback([&app] { std::cout << man_page(app); });
  CLI::App* completion =
      app.add_subcommand("write-completion", "Print the completion for a shell")->group("");
  for (const auto& [shell, script] : scripts) {
    const Script write = script;
    completion->add_subcommand(shell, "for " + shell)->callback([&app, write] {
      std::cout << write(completion_words(app));
    });
  }
  completion->require_subcommand(1);
}

}  // namespace kvali
