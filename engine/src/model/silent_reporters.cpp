#include "model/silent_reporters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bitset>
#include <set>

namespace kvali {

namespace {

/// Who reported in so many of the last units is expected in the next one.
constexpr std::size_t units_looked_at = 4;
constexpr std::size_t units_reported = 3;

/// What one reporter says of one period.
struct Run {
  ObservationRow row;  ///< One of its rows.
  bool number = false;
};

struct Unit {
  Period whole;
  std::vector<Run> runs;
  std::optional<Period> last_part;  ///< The last period that lies in it.
};

/// What is known of a partner in a place so far.
struct Habit {
  std::bitset<units_looked_at> reported;  ///< Of the units up to `until`, the latest first.
  std::size_t until = 0;
  std::size_t seen = 0;                  ///< The unit of its last row, + 1.
  std::vector<std::uint32_t> reporters;  ///< It may have several activities.
  ObservationRow last;

  void add(const Run& run, std::size_t unit) {
    seen = unit + 1;
    if (!run.number) return;
    reported = before(unit + 1).set(0);
    until = unit;
    last = run.row;
    if (std::find(reporters.begin(), reporters.end(), run.row.reporter) == reporters.end())
      reporters.push_back(run.row.reporter);
  }
  /// Of the units before this one.
  [[nodiscard]] std::bitset<units_looked_at> before(std::size_t unit) const {
    return reported << (unit - until - 1);
  }
  /// Did it have to report in the unit, and has no row there?
  [[nodiscard]] bool is_silent(std::size_t unit) const {
    return seen != unit + 1 && before(unit).count() >= units_reported;
  }
};

class SilenceFinder {
 public:
  SilenceFinder(const IndicatorRule& rule, const ObservationRows& from, const RowValues& values,
                Date due_until)
      : rule_(rule), from_(from), values_(values), due_until_(due_until) {}

  std::map<Period, std::vector<ObservationRow>> find(std::span<const ObservationRow> rows) {
    std::map<Period, std::vector<ObservationRow>> silent;
    if (rule_.frequency == PeriodKind::custom || !several(rows)) return silent;
    const std::vector<Unit> units = units_of(rows);
    for (std::size_t i = 0; i < units.size(); ++i) {
      for (const Run& run : units[i].runs) habits_[who(run.row.reporter)].add(run, i);
      if (!units[i].last_part || units[i].whole.last > due_until_) continue;
      if (auto missing = missing_in(units[i], i); !missing.empty())
        silent.emplace(*units[i].last_part, std::move(missing));
    }
    return silent;
  }

 private:
  /// Numbers partners and places.  Reporters who differ by activity alone lie side by side.
  std::size_t who(std::uint32_t reporter) {
    if (reporter >= who_.size()) who_.resize(reporter + 1);
    if (who_[reporter] != 0) return who_[reporter] - 1;
    const auto alike = [&](std::uint32_t other) {
      const Reporter &a = from_.reporter(reporter), &b = from_.reporter(other);
      return a.place == b.place && a.org == b.org;
    };
    std::uint32_t first = reporter;
    while (first > 0 && alike(first - 1) && who_[first] == 0) --first;
    if (who_[first] == 0) {
      habits_.emplace_back();
      who_[first] = habits_.size();
    }
    who_[reporter] = who_[first];
    return who_[reporter] - 1;
  }

  bool several(std::span<const ObservationRow> rows) {
    return std::any_of(rows.begin(), rows.end(), [&](const ObservationRow& row) {
      return row.reporter != rows.front().reporter && who(row.reporter) != who(rows.front().reporter);
    });
  }

  std::vector<Unit> units_of(std::span<const ObservationRow> rows) {
    std::vector<Unit> units;
    const Date last = std::max_element(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
                        return a.period.last < b.period.last;
                      })->period.last;
    for (const Period& part : sub_periods({rows.front().period.first, last}, rule_.frequency))
      units.push_back({period_around(part.first, rule_.frequency), {}, {}});
    for (std::size_t begin = 0; begin < rows.size();) {
      Run run{rows[begin]};
      const Period& period = run.row.period;
      for (; begin < rows.size() && rows[begin].period == period && rows[begin].reporter == run.row.reporter;
           ++begin)
        run.number = run.number || values_.has_number(rows[begin].row, rule_);
      auto unit = std::lower_bound(units.begin(), units.end(), period.first,
                                   [](const Unit& one, Date day) { return one.whole.last < day; });
      for (; unit != units.end() && unit->whole.first <= period.last; ++unit) {
        unit->runs.push_back(run);
        if (contains(unit->whole, period)) unit->last_part = period;
      }
    }
    return units;
  }

  [[nodiscard]] std::vector<ObservationRow> missing_in(const Unit& unit, std::size_t index) const {
    std::vector<ObservationRow> missing;
    std::optional<Here> here;
    for (const Habit& habit : habits_) {
      if (!habit.is_silent(index)) continue;
      if (!here) here = here_in(unit);
      if (!is_told(habit, *here)) missing.push_back(habit.last);
    }
    std::sort(missing.begin(), missing.end(),
              [](const auto& a, const auto& b) { return a.reporter < b.reporter; });
    return missing;
  }

  /// Who speaks in a unit, and what they are a part of.
  struct Here {
    std::set<std::uint32_t> reporters, wholes;
  };
  [[nodiscard]] Here here_in(const Unit& unit) const {
    Here here;
    if (from_.wider().empty()) return here;
    for (const Run& run : unit.runs) {
      here.reporters.insert(run.row.reporter);
      for (const std::uint32_t wider : from_.wider().than(run.row.reporter)) here.wholes.insert(wider);
    }
    return here;
  }

  /// Is it in what somebody says of more, or the whole of what somebody says?
  [[nodiscard]] bool is_told(const Habit& habit, const Here& here) const {
    return std::any_of(habit.reporters.begin(), habit.reporters.end(), [&](std::uint32_t reporter) {
      const auto wider = from_.wider().than(reporter);
      return here.wholes.contains(reporter) ||
             std::any_of(wider.begin(), wider.end(),
                         [&](std::uint32_t one) { return here.reporters.contains(one); });
    });
  }

  const IndicatorRule& rule_;
  const ObservationRows& from_;
  const RowValues& values_;
  Date due_until_;
  std::vector<std::size_t> who_;  ///< Of reporters, + 1; 0 = not numbered yet.
  std::vector<Habit> habits_;
};

}  // namespace

SilentReporters::SilentReporters(const IndicatorRule& rule, const ObservationRows& from,
                                 const RowValues& values, std::span<const ObservationRow> rows,
                                 Date due_until)
    : silent_(SilenceFinder(rule, from, values, due_until).find(rows)) {}

std::span<const ObservationRow> SilentReporters::in(const Period& period) const {
  const auto it = silent_.find(period);
  if (it == silent_.end()) return {};
  return it->second;
}

void LackingValues::add_empty(const ObservationRow& row) {
  missing_.add(from_.reporter(row.reporter).text(), row.period);
  empty_.push_back(values_.evidence(row.row));
}

void LackingValues::add_silent(const ObservationRow& row, const Period& period) {
  const Reporter& one = from_.reporter(row.reporter);
  missing_.add(Reporter{one.place, one.org, {}}.text(), period);
  silent_.push_back(values_.evidence(row.row));
}

void LackingValues::tell(const IndicatorRule& rule, IndicatorFindings& findings) const {
  if (missing_.empty()) return;
  FindingKey key = about(rule);
  key.subject += ";lacking";
  key.value = missing_.text();
  findings.add({"I-04", Severity::warning,
                missing_.is_one_list()
                    ? fmt::format("indicator {} has no value of {} for {}; the total is at least the rest",
                                  rule.id, missing_.names(), missing_.periods())
                    : fmt::format("indicator {} lacks values: {}; the total is at least the rest", rule.id,
                                  missing_.text()),
                std::move(key),
                silent_.empty() ? "enter it, 0 included, or take the row out if nothing is done there"
                                : "enter it; write 0 if nothing was done there"},
               empty_.empty() ? silent_ : empty_);
}

}  // namespace kvali
