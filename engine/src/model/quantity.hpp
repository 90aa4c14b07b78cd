#pragma once

#include <optional>

#include "table/evidence.hpp"
#include "table/scalar.hpp"

namespace kvali {

/// A number with the records behind it, or a mark that says why there is none.
struct Quantity {
  std::optional<Decimal> value;
  Mark mark = Mark::not_recorded;
  EvidenceId evidence = 0;
  int values = 0;  ///< How many reported values it is made of, e.g. the n of a mean.
  /// The number is a lower bound: partners may count the same persons, or something that belongs to it could
  /// not be counted.
  bool at_least = false;

  [[nodiscard]] Scalar scalar() const { return value ? Scalar{*value} : Scalar{mark}; }
};

[[nodiscard]] inline Quantity no_quantity(Mark mark) {
  Quantity quantity;
  quantity.mark = mark;
  return quantity;
}

}  // namespace kvali
