#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "privacy/count_system.hpp"

namespace kvali {

/// Other counts that fit everything a reader sees: by how much they differ from the true ones.
struct Alternative {
  std::vector<std::pair<std::uint32_t, std::int64_t>> changes;  ///< Cell and difference.
};

/// What was withheld, and why that is enough.
struct Suppression {
  std::vector<Alternative> alternatives;  ///< The proof: see proven_widths().
  bool gave_up = false;                   ///< The work was used up: everything linked was withheld.
};

/// Withholds further cells until no withheld cell can be told from what is printed, nor narrowed down
/// to fewer than k values (domain.md, section 9): its feasible interval is at least k - 1 wide.
///
/// Every cell is protected by counts that a reader cannot exclude, found as integers and exact; the
/// cells chosen are those that lose least.  Where no choice is enough, everything linked to the cell
/// is withheld.  The same system gives the same choice.
[[nodiscard]] Suppression suppress(CountSystem& system, std::int64_t k);

/// How wide the interval of each cell is at least: the alternatives, checked from scratch.  One that
/// changes a cell that is shown, breaks an equation or makes a count negative proves nothing.
[[nodiscard]] std::vector<std::int64_t> proven_widths(const CountSystem& system,
                                                      const Suppression& suppression);

}  // namespace kvali
