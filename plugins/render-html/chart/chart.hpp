#pragma once

#include <kvali/plugin.hpp>

#include "page/page.hpp"

namespace kvali::html {

/// Appends a CHART: its title, the picture with its text alternative, and its figures as a table that can be
/// unfolded. What a picture would not help is its table alone. `is_caption`: the title heads the figure
/// that the chart stands in.
void append_chart(Page& page, const kvali_event& event, bool is_caption);

}  // namespace kvali::html
