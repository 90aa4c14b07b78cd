#pragma once

#include <string_view>

namespace kvali {

/// All of the schema that neither the model nor a plugin decides.
extern const std::string_view report_schema_skeleton;

}  // namespace kvali
