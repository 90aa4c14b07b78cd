#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/observations.hpp"
#include "privacy/indicator_counts.hpp"

namespace kvali {

/// One half of a ratio, numerators or denominators, as an indicator of its own: a share tells how many
/// there were as well as the count does, and the formula beside it spells both out.
class RatioHalf {
 public:
  using Member = std::optional<Decimal> Reported::*;

  /// `rows`: of the ratio, which are those of the half as well.
  RatioHalf(const CountSources& sources, const IndicatorFigures& ratio, const IndicatorReports& reports,
            const std::vector<SliceRow>& rows, Member half);
  RatioHalf(const RatioHalf&) = delete;
  RatioHalf& operator=(const RatioHalf&) = delete;

  [[nodiscard]] const IndicatorFigures& figures() const { return figures_; }
  /// In the order of the ratio's; a value that was reported without halves is not recorded here.
  [[nodiscard]] const std::vector<SliceRow>& rows() const { return rows_; }
  /// What earlier reports told of the half: where they showed a share, its counts are taken for known.
  [[nodiscard]] const PublishedCounts& published() const { return published_; }

 private:
  void add_rows(const CountSources& sources, const IndicatorReports& reports,
                const std::vector<SliceRow>& rows, Member half);
  void add_published(const CountSources& sources);

  IndicatorFigures figures_;
  std::map<const Table*, Table> tables_;  ///< By those of the ratio.
  std::vector<SliceRow> rows_;
  PublishedCounts published_;
};

/// Is it computed from two counts?
[[nodiscard]] bool is_ratio(const IndicatorRule& rule);

/// Both halves of a ratio of persons, and those in its denominators alone.  Their cells stand where the ratio
/// does: withholding either withholds it, and with it its formula.  Of a sensitive one the places below a
/// municipality that were reported without halves are withheld, too.
class RatioCounts {
 public:
  /// All arguments are borrowed.
  RatioCounts(const CountSources& sources, const PrivacyPolicy& policy, const Geography& geography,
              const IndicatorFigures& ratio, const std::vector<SliceRow>& rows, bool sensitive);

  [[nodiscard]] const IndicatorRule& rule() const { return rule_; }
  [[nodiscard]] const std::vector<SliceRow>& rows() const { return rows_; }
  [[nodiscard]] bool sensitive() const { return sensitive_; }
  [[nodiscard]] const RatioHalf& num() const { return num_; }
  [[nodiscard]] const RatioHalf& den() const { return den_; }

  /// Digits behind the point that its numbers need; nothing where one of them cannot be told exactly.
  [[nodiscard]] std::optional<int> digits() const;
  /// Adds the cells with their equations, the small ones withheld: a subject for the numerators, then one for
  /// the denominators.
  void add(LinkedCounts& counts, Slices& slices) const;

 private:
  const PrivacyPolicy& policy_;
  const Geography& geography_;
  const IndicatorRule& rule_;
  const std::vector<SliceRow>& rows_;
  const bool sensitive_;
  const IndicatorReports reports_;
  const RatioHalf num_, den_;
  const CountSources of_num_, of_den_;
};

}  // namespace kvali
