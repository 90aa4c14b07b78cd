#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "privacy/person_counts.hpp"

namespace kvali {

/// The slices of one indicator while they are gathered: cells by name and column.
class Slices {
 public:
  /// `digits` behind the point make the units of the cells: none, where all counts are whole.
  Slices(LinkedCounts& counts, int digits);

  /// The same name and column is the same cell, wherever it stands.
  void add(const std::string& name, const CountPlace& place, const Scalar& value, bool printed);
  [[nodiscard]] std::int64_t units(const Scalar& value) const;
  [[nodiscard]] std::optional<std::uint32_t> find(const std::string& name, const std::string& column) const;
  [[nodiscard]] std::int64_t value(std::uint32_t cell) const { return counts_.system.cells[cell].value; }
  void withhold(std::uint32_t cell);

  /// Members of a group beside their total: equal to it, or with a remainder that nobody sees; each
  /// alone where they overlap.
  void add_total(const std::vector<std::uint32_t>& members, std::int64_t total);
  /// The same, where the total is a cell as well.
  void add_total(const std::vector<std::uint32_t>& members, std::uint32_t total);
  /// What a reader knows of the rest of a whole beside its part.
  struct Rest {
    std::int64_t least = 0;
    bool exact = false;     ///< It is `least`.
    bool withheld = false;  ///< It was withheld once, and stays so.
  };
  void add_part(std::uint32_t part, std::uint32_t whole, const Rest& rest);
  void add_equal(std::uint32_t a, std::uint32_t b);

 private:
  std::uint32_t unseen(std::int64_t value);
  [[nodiscard]] std::int64_t sum(const std::vector<std::uint32_t>& members) const;

  LinkedCounts& counts_;
  std::int64_t unit_ = 1;
  std::map<std::pair<std::string, std::string>, std::uint32_t> cells_;
};

/// Digits behind the point that a number needs; nothing where it is none, or needs more than six, or lies
/// beyond 10^9.
[[nodiscard]] std::optional<int> digits_needed(const Scalar& value);

}  // namespace kvali
