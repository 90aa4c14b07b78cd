#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "table/table.hpp"

namespace kvali {

/// Where and by whom a value was reported.
struct Reporter {
  std::string place, org, activity;

  friend auto operator<=>(const Reporter&, const Reporter&) = default;
  /// "batumi, partner-b", for messages; "" where nothing is said.
  [[nodiscard]] std::string text() const;
};

/// The place that each place lies in, where it is said.
using PlaceParents = std::map<std::string, std::string, std::less<>>;
/// `locations` may be null.
[[nodiscard]] PlaceParents parents_of(const Table* locations);

/// Which reporters speak of all that others are a part of: a row without a place of every place, one of a
/// region of its municipalities.
class WiderReporters {
 public:
  WiderReporters() = default;
  /// `reporters` are in order, each once; `locations` may be null.
  WiderReporters(const std::vector<Reporter>& reporters, const Table* locations);

  [[nodiscard]] bool empty() const { return wider_.empty(); }
  /// Those that speak of more than this one.
  [[nodiscard]] std::span<const std::uint32_t> than(std::uint32_t reporter) const;

 private:
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> wider_;
};

}  // namespace kvali
