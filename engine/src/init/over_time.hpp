#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/decimal.hpp"

namespace kvali {

/// How the figures of several periods make one, and what speaks for it.
struct OverTime {
  std::string_view word = "sum";  ///< Of the field agg_time: sum or latest.
  std::string_view why = {};      ///< Half a sentence; "" = nothing speaks against adding them up.
};

/// The figures of one indicator, by whom and where they were reported.
class FigureSeries {
 public:
  void add(const std::string& series, Date at, const Decimal& value) { series_[series][at] = value; }

  /// Does no series with four periods or more ever fall, and does each of them rise?  Sums since the start
  /// do, and so do mostly counts of what is there.
  [[nodiscard]] bool only_rises() const;

 private:
  std::map<std::string, std::map<Date, Decimal>> series_;
};

/// A guess from title, unit and figures.  A count of what is there at a time must not be added up, nor must
/// percentages; where in doubt they are added up, as most of what projects count happens in a period.
[[nodiscard]] OverTime guess_over_time(std::string_view title, std::string_view unit,
                                       const FigureSeries& figures);

}  // namespace kvali
