#pragma once

#include <string_view>

#include "model/indicator.hpp"
#include "model/reported.hpp"

namespace kvali {

/// How values of one period are laid together.
enum class Across { sum, max, latest, avg, ratio, none };

[[nodiscard]] Across across_of(std::string_view agg_space);

/// The numbers of one row.
struct RowValue {
  std::optional<Decimal> value, num, den, stated;
  EvidenceId evidence = 0;
  std::uint32_t row = 0;
  bool has_note = false;
  std::optional<std::uint32_t> person;
  std::optional<Date> as_of;  ///< The day of the record itself.
};

/// Values of one period on their way to becoming one.
class Laid {
 public:
  void clear();
  [[nodiscard]] bool empty() const { return count_ == 0; }
  /// Adds up a row of the same place and reporter.
  void add(const RowValue& row);
  /// Lays what another place or partner says beside it.
  void add(const Laid& other, Across how);

  /// The one value; what cannot be laid together has none.
  [[nodiscard]] Reported take(const IndicatorRule& rule, Across how, const Period& period);
  /// Are these several percentages without the numbers they are of?
  [[nodiscard]] bool several_shares(const IndicatorRule& rule, Across how) const;
  [[nodiscard]] const std::optional<Decimal>& value() const { return all_.value; }
  [[nodiscard]] bool has_number() const { return all_.value || has_halves(all_); }
  [[nodiscard]] const std::vector<EvidenceId>& evidence() const { return all_.evidence; }
  [[nodiscard]] Laid without_notes() const;
  /// Something that belongs to the sum is not known.
  void mark_incomplete() { all_.at_least = true; }
  /// Of several partners that may count the same persons the largest was taken.
  void mark_overlap() { all_.at_least = all_.at_least || (known_ > 1 && !named_); }
  /// It is what one of several says of itself alone.
  void mark_apart() { all_.apart = true; }

 private:
  void take_number(const Reported& from);
  void choose(const Laid& other, Across how);
  [[nodiscard]] bool has_no_total(const IndicatorRule& rule, Across how) const;
  void count_persons();

  Reported all_;
  int count_ = 0;              ///< How many were laid together.
  int known_ = 0;              ///< Of those, with a value.
  int rows_ = 0;               ///< Rows behind them.
  bool plain_ = false;         ///< One has a value without numerator and denominator.
  bool named_ = true;          ///< All say whom they count.
  std::optional<Date> as_of_;  ///< Of its record; of several, of the latest one.
  bool undated_ = false;       ///< One does not say of what day it is.
  bool tied_ = false;          ///< Two are of the latest day.
};

}  // namespace kvali
