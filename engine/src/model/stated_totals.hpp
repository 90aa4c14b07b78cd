#pragma once

#include <optional>
#include <set>
#include <span>
#include <vector>

#include "model/across_space.hpp"
#include "model/categories.hpp"
#include "model/indicator_findings.hpp"
#include "model/observation_rows.hpp"
#include "model/row_values.hpp"

namespace kvali {

/// Where what a reporter says is added.
struct CellRole {
  bool total = true;   ///< To the total of all.
  bool place = true;   ///< To what is said of its place.
  bool slices = true;  ///< To the categories.
  bool told = false;   ///< Its parts tell all of it, and may have people in common with others.
};

/// Finds rows of a period that are the total of others beside them: one without a place, partner or activity,
/// or of the place that the others lie in.  A total is not laid together with its parts; where it is more
/// than their sum, it stands (I-05).  What cannot be their total, because it is less than a sum of them or
/// than one that is in it, or lies outside what it is a mean of, is laid beside them, and I-05 tells.
class StatedTotals {
 public:
  StatedTotals(const IndicatorRule& rule, const ObservationRows& from, const RowValues& values,
               const Categories& categories, IndicatorFindings& findings);

  /// `rows` are those of one period.
  void find(std::span<const ObservationRow> rows);
  [[nodiscard]] CellRole role(std::uint32_t reporter) const;
  /// The place of a row that is the total of all others, or null.
  [[nodiscard]] const std::string* place_of_all() const;
  /// Does a reporter of the period speak of all that the other one speaks of, or the other way round?  Not
  /// where the wider one was less than its parts when both last spoke: it is of something else.
  [[nodiscard]] bool is_told_by(std::uint32_t other, std::span<const ObservationRow> rows) const;

 private:
  struct Said {
    std::uint32_t reporter = 0;
    std::optional<Decimal> value;
    std::optional<Decimal> num, den;  ///< Of a ratio.
    EvidenceId evidence = 0;
    bool divided = false;             ///< Into categories.
    std::vector<std::size_t> parts;   ///< Of what it may be the total of.
    std::vector<std::size_t> totals;  ///< Those that it is a part of.
    CellRole role;
  };
  /// What the parts of a total say, those of its subtotals left out.
  struct Parts {
    std::optional<Decimal> sum, least, most;
    std::optional<Decimal> num, den;  ///< Where all have them.
    bool all_known = true;
    bool counted_elsewhere = false;  ///< Some are in another total already.
  };

  [[nodiscard]] bool adds_up() const;
  [[nodiscard]] Said read(std::span<const ObservationRow> rows) const;
  [[nodiscard]] std::size_t index_of(std::uint32_t reporter) const;
  [[nodiscard]] Parts parts_of(const Said& whole) const;
  [[nodiscard]] bool is_possible(const Decimal& whole, const Parts& parts) const;
  void settle(std::size_t whole, const Period& period);
  void take_out(std::size_t part, std::size_t whole);
  void compare(const Said& whole, const Parts& parts, const Period& period);
  void tell(const Said& whole, const Period& period, Severity severity, const std::string& made,
            const std::string& message, const char* hint);
  [[nodiscard]] std::string dimension_of(const Said& whole) const;

  const IndicatorRule& rule_;
  const Across how_;
  const ObservationRows& from_;
  const RowValues& values_;
  const Categories& categories_;
  IndicatorFindings& findings_;
  std::vector<Said> said_;          ///< By reporter; empty where none is the total of others.
  std::set<std::uint32_t> others_;  ///< Those that cannot be the total of what they seemed to be.
};

}  // namespace kvali
