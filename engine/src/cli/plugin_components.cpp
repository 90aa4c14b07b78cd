#include "cli/plugin_components.hpp"

namespace kvali {

std::vector<PluginComponent> components_of(const kvali_plugin& plugin) {
  std::vector<PluginComponent> all;
  for (auto s = plugin.sources; s && *s; ++s)
    all.push_back({"source", (*s)->name, (*s)->summary, (*s)->doc, (*s)->needs, (*s)->options});
  for (auto r = plugin.renderers; r && *r; ++r)
    all.push_back({"renderer", (*r)->name, (*r)->summary, (*r)->doc, (*r)->needs, (*r)->options});
  return all;
}

}  // namespace kvali
