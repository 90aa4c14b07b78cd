#include "cli/completion_words.hpp"

#include <CLI/CLI.hpp>

namespace kvali {

namespace {

Completed completed(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  if (option.get_positional() && option.get_single_name() == "REPORT") return Completed::report;
  if (option.get_positional() && option.get_single_name() == "DIR") return Completed::folder;
  if (option.get_items_expected_max() == 0) return Completed::nothing;
  if (type == "DIR") return Completed::folder;
  return type.starts_with("FILE") ? Completed::file : Completed::word;
}

}  // namespace

CommandWords completion_words(const CLI::App& app) {
  CommandWords words{app.get_name(), app.get_description(), {}, {}, {}};
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group().empty()) continue;
    if (option->get_positional()) words.arguments.push_back(completed(*option));
    for (const std::string& name : option->get_lnames())
      words.options.push_back({"--" + name, option->get_description(), completed(*option)});
  }
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    if (!command->get_group().empty()) words.below.push_back(completion_words(*command));
  return words;
}

}  // namespace kvali
