#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "base/period.hpp"
#include "base/time_zone.hpp"
#include "locale/date_text.hpp"
#include "model/schema.hpp"
#include "table/scalar.hpp"

namespace kvali {

/// What is wrong with a cell that does not fit its field.
struct CellProblem {
  std::string id;
  std::string message;
  std::string hint;
  Severity severity = Severity::error;
};

/// Result of reading one cell: a value or a mark; with `problem`, the mark stands for what could not
/// be read.
struct CellReading {
  Scalar value = Mark::not_recorded;
  std::optional<Period> period;  ///< For fields of kind period.
  std::optional<CellProblem> problem;
};

/// Reads a cell as its field wants it.  Text is what people write: "1 234,5", "დეკემბერი 2020",
/// "n/a", "–" (see domain.md, sections 10 and 11b).  `decimal` is the source's decimal separator.
/// `order` is what 03/04/2025 means; `zone` tells on which day an instant with an offset lies, without one
/// it is no date.  `year` completes the name of a month where a period is wanted; 0 = unknown.
[[nodiscard]] CellReading read_cell(const Field& field, const Scalar& cell, char decimal, FiscalStart fiscal,
                                    DateOrder order = DateOrder::day_first, const TimeZone* zone = nullptr,
                                    int year = 0);

/// A category of a disaggregation as it stands in keys: sexes become f, m, x or u; words for a total
/// become "".
[[nodiscard]] std::string category_of(std::string_view dimension, std::string_view text);

}  // namespace kvali
