#pragma once

#include <kvali/plugin.hpp>

#include "page/page.hpp"

namespace kvali::html {

/// Appends the tile of a KPI, an item of a list.
void append_kpi(Page& page, const kvali_event& event);

}  // namespace kvali::html
