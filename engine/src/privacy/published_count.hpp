#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/decimal.hpp"
#include "base/period.hpp"

namespace kvali {

/// A slice of an indicator as an earlier report printed it.  Readers who kept that report know it.
struct PublishedCount {
  std::string indicator;
  std::string dimension;         ///< "sex"; "place" of a location.
  std::string category;          ///< "f"; the location's id.
  Period period;                 ///< Of the report that printed it.
  bool to_date = false;          ///< Else within the period.
  std::optional<Decimal> value;  ///< Nothing: it was withheld.
};

using PublishedCounts = std::vector<PublishedCount>;

}  // namespace kvali
