#pragma once

#include <string_view>

namespace kvali::pdf {

/// The ICC profile of sRGB, part of the program: the machine that makes a report needs no package for it.
[[nodiscard]] std::string_view srgb_profile();

}  // namespace kvali::pdf
