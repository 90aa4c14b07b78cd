// A row of KPI tiles as rows of the first sheet: label, value, target, share, change, status.
#pragma once

#include <vector>

#include "line_builder.hpp"

namespace kvali::xlsx {

void add_kpis(const std::vector<Kpi>& tiles, const Look& look, const Words& words, LineBuilder& out);

}  // namespace kvali::xlsx
