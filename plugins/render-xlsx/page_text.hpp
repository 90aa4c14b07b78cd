// Header and footer of the printed page.
#pragma once

#include <string>

#include "content.hpp"

namespace kvali::xlsx {

/// Title left, the word for a draft in the middle, period right.
[[nodiscard]] std::string page_header(const Content& content, const std::string& font);
/// Organisation, "page n of m", version.
[[nodiscard]] std::string page_footer(const Content& content, const std::string& font);

}  // namespace kvali::xlsx
