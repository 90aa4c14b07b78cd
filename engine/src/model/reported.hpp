#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/decimal.hpp"
#include "base/period.hpp"
#include "table/evidence.hpp"

namespace kvali {

/// One value reported for a period: a number, or numerator and denominator.
struct Reported {
  Period period;
  std::optional<Decimal> value, num, den;
  std::optional<Decimal> stated;       ///< The total to date as the record itself gives it.
  std::vector<EvidenceId> evidence;    ///< Of every record; joined only for a figure that is printed.
  std::vector<std::uint32_t> notes;    ///< Rows of `observation` that say something about the value.
  std::vector<std::uint32_t> texts;    ///< Rows of `observation` whose text is the value.
  std::vector<std::uint32_t> persons;  ///< Whom it counts, where records say it; ascending, each once.
  bool opening = false;  ///< Reported before Kvali, up to the period's end: part of every total to date.
  bool at_least =
      false;  ///< The largest of partners that may count the same persons, or not all of them said a number.
  /// Places or partners say a number each, and nothing makes one of them.
  bool apart = false;
  int together = 1;     ///< How many numbers were laid together across places and partners.
  bool silent = false;  ///< There are notes alone: they say why there is no value.
};

/// Is it a numerator with its denominator?  Only those can be added up.
[[nodiscard]] inline bool has_halves(const Reported& report) {
  return report.num && report.den;
}

/// All values of one indicator or of one of its categories, one per period, in order of time.
using Reports = std::vector<Reported>;

}  // namespace kvali
