#pragma once

#include <kvali/plugin.hpp>
#include <string>

#include "page/page.hpp"

namespace kvali::html {

/// A picture as it may leave the house.
struct CleanImage {
  std::string media_type;
  std::string bytes;
};
/// PNG or JPEG without what cameras and programs write beside the picture: places, names, comments,
/// times. A photo keeps the one thing that matters, which way up it is. Throws kvali::Error for
/// other or broken data.
[[nodiscard]] CleanImage clean_image(std::string_view data);

/// Appends an IMAGE; what cannot be shown becomes its alternative text. Returns why, or "".
[[nodiscard]] std::string append_image(Page& page, const kvali_event& event);

}  // namespace kvali::html
