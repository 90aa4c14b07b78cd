#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "privacy/person_counts.hpp"

namespace kvali {

/// Slices of indicators and meetings while they are gathered: cells by subject, name and column.
class Slices {
 public:
  using Cells = std::vector<std::uint32_t>;

  /// `digits` behind the point make the units of the cells: none, where all counts are whole.
  Slices(LinkedCounts& counts, int digits);

  /// What is added, and looked for, is about this from now on.
  void begin(CountSubject subject);

  /// The same name and column is the same cell, wherever it stands.
  void add(const std::string& name, const CountPlace& place, const Scalar& value, bool printed);
  [[nodiscard]] std::int64_t units(const Scalar& value) const;
  [[nodiscard]] std::optional<std::uint32_t> find(const std::string& name, const std::string& column) const;
  [[nodiscard]] std::int64_t value(std::uint32_t cell) const { return counts_.system.cells[cell].value; }
  /// The same about another subject, by its number from 1 on.
  [[nodiscard]] std::optional<std::uint32_t> find(std::size_t subject, const std::string& name,
                                                  const std::string& column) const;
  void withhold(std::uint32_t cell, CountOrigin::Cause cause);

  /// What the parts of a breakdown add up to, as far as a reader knows it: a cell, or a number.
  struct Whole {
    std::optional<std::uint32_t> cell;
    std::optional<std::int64_t> value;  ///< Of the cell, too; nothing: nobody says.
  };
  /// The parts beside their whole.  What they lack is a count that nobody sees, and those that lack as much
  /// of the same whole lack the same: a reader takes equal sums for the same people.  What they have too
  /// much is people who are in several parts.  A remainder below `small` is a small group like any other.
  void add_breakdown(const std::string& name, const std::string& column, const Cells& parts,
                     const Whole& whole, std::int64_t small);
  void add_equal_sums(const Cells& some, const Cells& others);
  void add_known_sum(const Cells& parts) { add_equal_sums(parts, {}); }
  /// A count that nobody sees, of some of those in another cell.
  std::uint32_t add_some(std::int64_t value, std::optional<std::uint32_t> of);
  [[nodiscard]] std::int64_t sum(const Cells& parts) const;

  /// Names of what a breakdown lacks and has too much: find() knows them.
  [[nodiscard]] static std::string lack(const std::string& breakdown) { return breakdown + ">"; }
  [[nodiscard]] static std::string excess(const std::string& breakdown) { return breakdown + "<"; }

  /// What a reader knows of the rest of a whole beside its part.
  struct Rest {
    std::int64_t least = 0;
    bool exact = false;     ///< It is `least`.
    bool withheld = false;  ///< It must not become known.
  };
  void add_part(std::uint32_t part, std::uint32_t whole, const Rest& rest);
  void add_equal(std::uint32_t a, std::uint32_t b) { add_equal_sums({a}, {b}); }

 private:
  using CellName = std::tuple<std::size_t, std::string, std::string>;

  [[nodiscard]] CellName key(const std::string& name, const std::string& column) const {
    return {counts_.subjects.size(), name, column};
  }
  std::uint32_t unseen(std::int64_t value);
  /// The cell of all breakdowns with this whole and difference.
  std::uint32_t remainder(const std::string& column, const Whole& whole, std::int64_t difference);

  LinkedCounts& counts_;
  std::int64_t unit_ = 1;
  std::map<CellName, std::uint32_t> cells_;
};

/// Digits behind the point that a number needs; nothing where it is none, or needs more than six, or lies
/// beyond 10^9.
[[nodiscard]] std::optional<int> digits_needed(const Scalar& value);

}  // namespace kvali
