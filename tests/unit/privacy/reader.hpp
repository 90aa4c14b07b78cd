#pragma once

#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "privacy/count_system.hpp"

namespace kvali {

/// What a reader can work out from a system: exact and slow, with no line in common with the search.

/// Withheld cells that the equations determine alone, whatever the signs: after reduction to row
/// echelon form with exact fractions, those that an equation contains alone.
[[nodiscard]] std::set<std::uint32_t> recoverable(const CountSystem& system);

/// The least and the greatest count of every cell that fits all equations, by trying all of them.
/// Stops early once every withheld cell is at least `enough` wide.
[[nodiscard]] std::vector<std::pair<std::int64_t, std::int64_t>> bounds(const CountSystem& system,
                                                                        std::int64_t enough);

/// The test of domain.md, section 9.
[[nodiscard]] bool is_safe(const CountSystem& system, std::int64_t k);

/// A table of counts whose totals are printed, cells row by row.
[[nodiscard]] CountSystem two_way(const std::vector<std::vector<std::int64_t>>& table);

}  // namespace kvali
