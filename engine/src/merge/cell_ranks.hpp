#pragma once

#include <cstdint>
#include <vector>

#include "table/column.hpp"

namespace kvali {

/// The place of every cell of a column in the order of its values: equal cells have equal ranks, a
/// missing one has 0.
struct CellRanks {
  std::vector<std::uint32_t> ranks;  ///< One per row.
  std::size_t limit = 1;             ///< All ranks are below.
};

/// Texts are compared after folding (domain.md, M1) and ordered as people order codes, 1.2 before
/// 1.10.  Each distinct text is folded once.
[[nodiscard]] CellRanks rank_cells(const Column& column);

}  // namespace kvali
