#include "privacy/person_counts.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include "privacy/attendance_counts.hpp"
#include "privacy/indicator_counts.hpp"
#include "privacy/ratio_parts.hpp"

namespace kvali {

namespace {

using Rows = std::vector<SliceRow>;

constexpr std::int64_t all_small = std::numeric_limits<std::int64_t>::max();

/// An indicator with the slices that a template sees.
struct Counted {
  const IndicatorFigures* figures = nullptr;
  const Rows* rows = nullptr;
  bool sensitive = false;
  bool from_meetings = false;  ///< Counts those who came to meetings once more.
};

bool says_yes(const Table& table, std::string_view column, std::size_t row) {
  const Scalar said = table.scalar(column, row);
  return !is_missing(said) && std::get<bool>(said);
}

/// An indicator that counts persons, or is a ratio of them: said so, or sensitive and not said otherwise.
bool counts_persons(const Table& indicators, std::size_t row, const IndicatorRule& rule) {
  if (rule.measure != "unit" && !is_ratio(rule)) return false;
  if (counts_attendance(indicators, row)) return true;
  if (is_missing(indicators.scalar("persons", row))) return says_yes(indicators, "sensitive", row);
  return says_yes(indicators, "persons", row);
}

class PersonCounts {
 public:
  PersonCounts(const CountSources& sources, const PrivacyPolicy& policy)
      : sources_(sources),
        policy_(policy),
        geography_(sources.merged, policy.settings.level),
        rows_(slices_by_indicator(sources.tables)),
        indicators_(sources, policy, geography_) {}

  std::vector<LinkedCounts> run() {
    std::vector<Counted> of_meetings;
    for (const Counted& counted : counted_indicators()) {
      if (is_ratio(counted.figures->rule))
        all_.push_back(
            ratio_counts(sources_, policy_, geography_, *counted.figures, *counted.rows, counted.sensitive));
      else if (counted.from_meetings)
        of_meetings.push_back(counted);
      else
        add({counted}, false);
    }
    // Who came is protected in copies for everybody, and where it would tell of a protected indicator.
    const bool guarded = std::any_of(of_meetings.begin(), of_meetings.end(), [&](const Counted& counted) {
      return policy_.smallest_shown(counted.sensitive, false) > 0;
    });
    if (guarded || policy_.audience == PrivacyPolicy::Audience::everybody) {
      add(of_meetings, true);
    } else {
      for (const Counted& counted : of_meetings) add({counted}, false);
    }
    return std::move(all_);
  }

 private:
  [[nodiscard]] std::vector<Counted> counted_indicators() const {
    static const Rows none;
    std::vector<Counted> all;
    const Table* table = sources_.merged.find("indicator");
    for (const IndicatorFigures& figures : sources_.figures.indicators) {
      if (!counts_persons(*table, figures.row, figures.rule)) continue;
      const auto own = rows_.find(figures.rule.id);
      all.push_back({&figures, own == rows_.end() ? &none : &own->second,
                     says_yes(*table, "sensitive", figures.row), counts_attendance(*table, figures.row)});
      if (own == rows_.end() && !all.back().from_meetings) all.pop_back();
    }
    return all;
  }

  /// One system of these indicators and, where wanted, the meetings.
  void add(const std::vector<Counted>& counted, bool attendance) {
    LinkedCounts& counts = all_.emplace_back();
    int digits = 0;
    for (const Counted& one : counted) {
      const auto needed = indicators_.digits_of(*one.figures, *one.rows);
      counts.unfit = counts.unfit || !needed;
      digits = std::max(digits, needed.value_or(0));
    }
    Slices slices(counts, counts.unfit ? 0 : digits);
    const std::int64_t unit = slices.units(std::int64_t{1});
    AttendanceCounts meetings(sources_,
                              counts.unfit ? all_small : policy_.smallest_shown(false, false) * unit, slices);
    counts.k = (policy_.settings.k - 1) * unit + 1;
    for (const Counted& one : counted) {
      indicators_.add(*one.figures, *one.rows, one.sensitive, counts, slices);
      if (attendance) meetings.add_indicator(*one.figures);
    }
    if (attendance) meetings.add_meetings();
  }

  const CountSources& sources_;
  const PrivacyPolicy& policy_;
  const Geography geography_;
  const std::map<std::string, Rows> rows_;
  const IndicatorCounts indicators_;
  std::vector<LinkedCounts> all_;
};

}  // namespace

std::string row_key(const Table& table, std::size_t row) {
  std::string key;
  for (const char* column :
       {"indicator", "dimension", "category", "by_dimension", "by_category", "place", "meeting"})
    if (table.find(column) != nullptr)
      key += (key.empty() ? "" : "\x1f") + canonical_text(table.scalar(column, row));
  return key;
}

std::vector<LinkedCounts> person_counts(const CountSources& sources, const PrivacyPolicy& policy) {
  if (!policy.protects()) return {};
  return PersonCounts(sources, policy).run();
}

}  // namespace kvali
