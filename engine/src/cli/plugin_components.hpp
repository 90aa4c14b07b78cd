#pragma once

#include <cstdint>
#include <vector>

#include "kvali/plugin.h"

namespace kvali {

/// A source or renderer of a module, as far as the two are alike. Borrows from the module.
struct PluginComponent {
  const char* kind;  ///< "source" or "renderer"
  const char* name;
  const char* summary;
  const char* doc;
  std::uint32_t needs;
  const kvali_option* options;  ///< Ends at name == null; null without any.
};

[[nodiscard]] std::vector<PluginComponent> components_of(const kvali_plugin& plugin);

}  // namespace kvali
