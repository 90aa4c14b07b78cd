#pragma once

#include <map>

#include "collect/arrow_import.hpp"
#include "collect/cell_problems.hpp"
#include "collect/map_plan.hpp"

namespace kvali {

/// Looks whether a column of dates such as 03/04/2025 shows somewhere what stands first.  Where it never
/// does, and report.toml does not say it either, half of the dates may be wrong without anybody noticing.
class DateOrderCheck {
 public:
  /// A cell that a field was read from.
  void look_at(const FieldPlan& plan, const Scalar& cell, std::size_t row);
  /// One warning (D-13) for each column that shows nothing.
  void report(CellProblems& problems) const;

 private:
  struct Seen {
    std::size_t ambiguous = 0;
    std::size_t first = 0;  ///< Row of the first ambiguous one.
    std::string example;
    bool decided = false;
  };
  std::map<const FieldPlan*, Seen> seen_;
};

}  // namespace kvali
