#pragma once

#include <span>
#include <string>

#include "cli/plugin_components.hpp"

namespace kvali {

/// The JSON Schema (draft 7) of report.toml, for editors: the skeleton in engine/schema, the canonical
/// tables and their fields, and the options of these sources and renderers.
[[nodiscard]] std::string report_schema(std::span<const PluginComponent> components);

}  // namespace kvali
