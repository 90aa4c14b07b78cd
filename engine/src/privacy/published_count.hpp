#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/decimal.hpp"
#include "base/period.hpp"
#include "model/categories.hpp"

namespace kvali {

/// A slice of an indicator as an earlier report printed it.  Readers who kept that report know it.
struct PublishedCount {
  std::string indicator;
  Slice slice;                   ///< A location is the category of a dimension "place".
  Period period;                 ///< Of the report that printed it.
  bool to_date = false;          ///< Else within the period.
  std::optional<Decimal> value;  ///< Nothing: it was withheld.
};

/// Of all reports that readers may have kept, in the order in which their periods end.
using PublishedCounts = std::vector<PublishedCount>;

}  // namespace kvali
