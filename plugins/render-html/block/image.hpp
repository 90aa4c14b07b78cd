#pragma once

#include <kvali/plugin.hpp>
#include <string>

#include "page/page.hpp"

namespace kvali::html {

/// Appends an IMAGE; what cannot be shown becomes its alternative text. Returns why, or "".
[[nodiscard]] std::string append_image(Page& page, const kvali_event& event);

}  // namespace kvali::html
