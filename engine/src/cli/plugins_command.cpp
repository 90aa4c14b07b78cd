#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/plugin_components.hpp"
#include "cli/report_schema.hpp"
#include "collect/options.hpp"
#include "collect/plugin_host.hpp"

namespace kvali {

namespace {

Poco::JSON::Object::Ptr json_of(const PluginModule& module) {
  Poco::JSON::Object::Ptr object = new Poco::JSON::Object(Poco::JSON_PRESERVE_KEY_ORDER);
  object->set("file", module.path.string());
  if (module.plugin == nullptr) {
    object->set("problem", module.problem);
    return object;
  }
  object->set("name", std::string(module.plugin->name));
  object->set("version", std::string(module.plugin->version));
  object->set("license", std::string(module.plugin->license));
  if (module.shadowed) object->set("shadowed", true);
  Poco::JSON::Array::Ptr list = new Poco::JSON::Array;
  for (const PluginComponent& component : components_of(*module.plugin)) {
    Poco::JSON::Object::Ptr one = new Poco::JSON::Object(Poco::JSON_PRESERVE_KEY_ORDER);
    one->set("kind", std::string(component.kind));
    one->set("name", std::string(component.name));
    one->set("summary", std::string(component.summary));
    list->add(one);
  }
  object->set("components", list);
  return object;
}

int list(const CommonOptions& common) {
  PluginHost host(default_plugin_folders(common.plugin_folders));
  bool broken = false;
  for (const PluginModule& module : host.all()) {
    broken = broken || (module.plugin == nullptr && !module.shadowed);
    if (common.json) {
      json_of(module)->stringify(std::cout);
      std::cout << '\n';
    } else if (module.plugin == nullptr) {
      std::cout << fmt::format("broken    {}: {}\n", module.path.filename().string(), module.problem);
    } else {
      for (const PluginComponent& component : components_of(*module.plugin))
        std::cout << fmt::format("{:<9} {:<10} {:<8} {}{}\n", component.kind, component.name,
                                 module.plugin->version, component.summary,
                                 module.shadowed ? " (shadowed)" : "");
    }
  }
  return broken ? exit_not_made : exit_made;
}

void show_option(const kvali_option& option) {
  std::cout << fmt::format("\n  {} ({}{})\n    {}\n", option.name, type_name(option),
                           (option.flags & KVALI_REQUIRED) != 0 ? ", required" : "",
                           option.doc ? option.doc : "");
  if (option.choices != nullptr) {
    std::vector<std::string_view> choices;
    for (auto c = option.choices; *c; ++c) choices.emplace_back(*c);
    std::cout << fmt::format("    one of: {}\n", fmt::join(choices, ", "));
  }
  if (option.min || option.max)
    std::cout << fmt::format("    from {} to {}\n", option.min ? option.min : "any",
                             option.max ? option.max : "any");
  if (option.fallback) std::cout << fmt::format("    default: {}\n", option.fallback);
  if (option.example) std::cout << fmt::format("    example: {}\n", option.example);
}

void show(const PluginModule& module, const PluginComponent& component) {
  std::cout << fmt::format("{} {}: {}\n", component.kind, component.name, component.summary);
  std::cout << fmt::format("from {} {} ({})\n", module.plugin->name, module.plugin->version,
                           module.plugin->license);
  if (component.doc && std::string_view(component.doc) != component.summary)
    std::cout << '\n' << component.doc << '\n';
  if ((component.needs & KVALI_NEEDS_NETWORK) != 0) std::cout << "needs the network\n";
  if ((component.needs & KVALI_NEEDS_EXEC) != 0) std::cout << "runs other programs\n";
  std::cout << "\nOptions\n";
  if (component.options == nullptr || component.options->name == nullptr) std::cout << "  none\n";
  for (const kvali_option* option = component.options; option && option->name; ++option) show_option(*option);
}

int show_named(const std::string& name, const CommonOptions& common) {
  PluginHost host(default_plugin_folders(common.plugin_folders));
  std::vector<std::string> names;
  bool found = false;
  for (const PluginModule& module : host.all()) {
    if (module.plugin == nullptr || module.shadowed) continue;
    for (const PluginComponent& component : components_of(*module.plugin)) {
      names.emplace_back(component.name);
      if (component.name != name && module.plugin->name != name) continue;
      if (found) std::cout << '\n';
      found = true;
      if (common.json) {
        json_of(module)->stringify(std::cout);
        std::cout << '\n';
      } else {
        show(module, component);
      }
    }
  }
  if (found) return exit_made;
  const auto meant = nearest(name, names);
  throw UsageError("there is no plugin '" + name + "'",
                   meant ? "did you mean '" + *meant + "'?" : std::string("see kvali plugins list"));
}

int schema(const CommonOptions& common) {
  PluginHost host(default_plugin_folders(common.plugin_folders));
  std::vector<PluginComponent> components;
  for (const PluginModule& module : host.all()) {
    if (module.plugin == nullptr || module.shadowed) continue;
    for (const PluginComponent& component : components_of(*module.plugin)) components.push_back(component);
  }
  std::cout << report_schema(components);
  return exit_made;
}

}  // namespace

void add_plugins_command(CLI::App& app, CommonOptions& common, int& exit_code) {
  CLI::App* command = app.add_subcommand("plugins", "The plugins that were found, and their options");
  command->require_subcommand(0, 1);
  command->footer("Example: kvali plugins show csv");
  CLI::App* list_command =
      command->add_subcommand("list", "One line a source or renderer; broken files with the reason");
  list_command->callback([&common, &exit_code] { exit_code = list(common); });
  CLI::App* show_command = command->add_subcommand("show", "What a plugin does and takes");
  auto name = std::make_shared<std::string>();
  show_command->add_option("NAME", *name, "source, renderer or module, e.g. csv")->required();
  show_command->callback([name, &common, &exit_code] { exit_code = show_named(*name, common); });
  CLI::App* schema_command =
      command->add_subcommand("schema", "A JSON Schema of report.toml with their options, for editors");
  schema_command->footer("Example: kvali plugins schema > report.schema.json");
  schema_command->callback([&common, &exit_code] { exit_code = schema(common); });
  command->callback([command, &common, &exit_code] {
    if (command->get_subcommands().empty()) exit_code = list(common);
  });
}

}  // namespace kvali
