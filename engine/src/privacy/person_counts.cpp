#include "privacy/person_counts.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <optional>

#include "privacy/attendance_counts.hpp"
#include "privacy/indicator_counts.hpp"
#include "privacy/ratio_parts.hpp"
#include "privacy/same_people.hpp"

namespace kvali {

namespace {

using Rows = std::vector<SliceRow>;

constexpr std::int64_t all_small = std::numeric_limits<std::int64_t>::max();

constexpr std::array<const char*, 2> columns{"period_actual", "to_date"};

/// An indicator with the slices that a template sees.
struct Counted {
  const IndicatorFigures* figures = nullptr;
  const Rows* rows = nullptr;
  bool sensitive = false;
  bool from_meetings = false;  ///< Counts those who came to meetings once more.
  std::unique_ptr<const RatioCounts> ratio = nullptr;
  std::vector<PeopleCounted> people = {};  ///< Of a ratio its numerators, then its denominators.
  std::size_t system = 0;                  ///< Those with the same number tell of one another.
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
    std::vector<Counted> counted = counted_indicators();
    // Who came is protected in copies for everybody, and where it would tell of a protected indicator.
    const bool attendance = policy_.audience == PrivacyPolicy::Audience::everybody ||
                            std::any_of(counted.begin(), counted.end(), [&](const Counted& one) {
                              return one.from_meetings && policy_.smallest_shown(one.sensitive, false) > 0;
                            });
    lay_together(counted, attendance);
    for (std::size_t system = 0; system < counted.size(); ++system) add(counted, system, false);
    if (attendance) add(counted, counted.size(), true);
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
      const bool from_meetings = counts_attendance(*table, figures.row);
      if (own == rows_.end() && !from_meetings) continue;
      Counted& one = all.emplace_back(Counted{&figures, own == rows_.end() ? &none : &own->second,
                                              says_yes(*table, "sensitive", figures.row), from_meetings});
      count_people(one);
    }
    return all;
  }

  void count_people(Counted& one) const {
    if (!is_ratio(one.figures->rule)) {
      one.people.emplace_back(*one.figures, *one.rows);
      return;
    }
    one.ratio = std::make_unique<const RatioCounts>(sources_, policy_, geography_, *one.figures, *one.rows,
                                                    one.sensitive);
    for (const RatioHalf* half : {&one.ratio->num(), &one.ratio->den()})
      one.people.emplace_back(half->figures(), half->rows());
  }

  /// Calls `visit` for each count of one that a reader takes for a count of the other.
  template <class Visit>
  void each_same(const Counted& one, const Counted& other, const Visit& visit) const {
    for (std::size_t i = 0; i < one.people.size(); ++i)
      for (std::size_t j = 0; j < other.people.size(); ++j)
        for (int column = 0; column < 2; ++column)
          if (one.people[i].same_as(other.people[j], column, Decimal(policy_.settings.k)))
            visit(i, j, column);
  }

  /// Numbers the systems: those that count the same people are one, and those that count who came to meetings
  /// are one with them, where attendance is protected.
  void lay_together(std::vector<Counted>& counted, bool attendance) const {
    const auto merge = [&](std::size_t from, std::size_t into) {
      for (Counted& one : counted)
        if (one.system == from) one.system = into;
    };
    for (std::size_t i = 0; i < counted.size(); ++i) {
      counted[i].system = attendance && counted[i].from_meetings ? counted.size() : i;
      for (std::size_t j = 0; j < i; ++j) {
        bool same = false;
        each_same(counted[i], counted[j], [&](std::size_t, std::size_t, int) { same = true; });
        if (same)
          merge(std::min(counted[i].system, counted[j].system),
                std::max(counted[i].system, counted[j].system));
      }
    }
  }

  /// One system of these indicators and, where wanted, the meetings.
  void add(const std::vector<Counted>& all, std::size_t system, bool attendance) {
    std::vector<const Counted*> counted;
    for (const Counted& one : all)
      if (one.system == system) counted.push_back(&one);
    if (counted.empty() && !attendance) return;
    LinkedCounts& counts = all_.emplace_back();
    int digits = 0;
    for (const Counted* one : counted) {
      const auto needed =
          one->ratio ? one->ratio->digits() : indicators_.digits_of(*one->figures, *one->rows);
      counts.unfit = counts.unfit || !needed;
      digits = std::max(digits, needed.value_or(0));
    }
    Slices slices(counts, counts.unfit ? 0 : digits);
    const std::int64_t unit = slices.units(std::int64_t{1});
    AttendanceCounts meetings(sources_,
                              counts.unfit ? all_small : policy_.smallest_shown(false, false) * unit, slices);
    counts.k = (policy_.settings.k - 1) * unit + 1;
    std::vector<std::size_t> first_subject;
    for (const Counted* one : counted) {
      first_subject.push_back(counts.subjects.size() + 1);
      if (one->ratio)
        one->ratio->add(counts, slices);
      else
        indicators_.add(*one->figures, *one->rows, one->sensitive, counts, slices);
      if (attendance && one->from_meetings) meetings.add_indicator(*one->figures);
    }
    if (!counts.unfit) tie_same(counted, first_subject, slices);
    if (attendance) meetings.add_meetings();
  }

  void tie_same(const std::vector<const Counted*>& counted, const std::vector<std::size_t>& first_subject,
                Slices& slices) const {
    for (std::size_t a = 0; a < counted.size(); ++a)
      for (std::size_t b = 0; b < a; ++b)
        each_same(*counted[a], *counted[b], [&](std::size_t i, std::size_t j, int column) {
          const char* name = columns[static_cast<std::size_t>(column)];
          for (const std::string& group : counted[a]->people[i].shared(counted[b]->people[j], column)) {
            const auto one = slices.find(first_subject[a] + i, group, name);
            const auto other = slices.find(first_subject[b] + j, group, name);
            if (one && other) slices.add_equal(*one, *other);
          }
        });
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
