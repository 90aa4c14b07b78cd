#pragma once

#include <string_view>

namespace kvali {

/// Version of the engine, set by the build from CMake's project version.
inline constexpr std::string_view engine_version = KVALI_VERSION;

}  // namespace kvali
