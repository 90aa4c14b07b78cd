#pragma once

#include <string>
#include <vector>

#include "layout/context.hpp"

namespace kvali::pdf {

/// Draws what is known only at the end: header, footer, and the page numbers of contents lists. One
/// string of operators a page, drawn over its content.
[[nodiscard]] std::vector<std::string> draw_frames(LayoutContext& context);

}  // namespace kvali::pdf
