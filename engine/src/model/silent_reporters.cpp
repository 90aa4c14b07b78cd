#include "model/silent_reporters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bitset>
#include <set>
#include <unordered_map>

namespace kvali {

namespace {

/// Who reported in so many of the last units is expected in the next one.
constexpr std::size_t units_looked_at = 4;
constexpr std::size_t units_reported = 3;
/// More are counted, not named.
constexpr std::size_t most_named = 5;

/// What one reporter says of one period.
struct Run {
  std::uint32_t reporter = 0;
  std::uint32_t who = 0;
  ObservationRow row;
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
  std::set<std::uint32_t> reporters;  ///< It may have several activities.
  ObservationRow last;

  void report(const Run& run, std::size_t unit) {
    reported = before(unit + 1);
    reported.set(0);
    until = unit;
    reporters.insert(run.reporter);
    last = run.row;
  }
  /// Of the units before this one.
  [[nodiscard]] std::bitset<units_looked_at> before(std::size_t unit) const {
    return reported << (unit - until - 1);
  }
};

/// Those of a unit.
struct Here {
  std::set<std::uint32_t> who, reporters;
  std::set<std::uint32_t> wholes;  ///< What the reporters are a part of.
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
      const Unit& unit = units[i];
      if (unit.last_part && unit.whole.last <= due_until_)
        if (auto missing = missing_in(unit, i); !missing.empty())
          silent.emplace(*unit.last_part, std::move(missing));
      for (const Run& run : unit.runs)
        if (run.number) habits_[run.who].report(run, i);
    }
    return silent;
  }

 private:
  /// The first reporter of the same partner and place: they lie side by side.
  std::uint32_t who(std::uint32_t reporter) {
    const auto alike = [&](std::uint32_t other) {
      const Reporter &a = from_.reporter(reporter), &b = from_.reporter(other);
      return a.place == b.place && a.org == b.org;
    };
    const auto known = who_.find(reporter);
    if (known != who_.end()) return known->second;
    std::uint32_t first = reporter;
    while (first > 0 && alike(first - 1)) {
      --first;
      if (const auto it = who_.find(first); it != who_.end()) first = it->second;
    }
    return who_[reporter] = first;
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
      Run run{rows[begin].reporter, who(rows[begin].reporter), rows[begin], false};
      const Period& period = rows[begin].period;
      for (; begin < rows.size() && rows[begin].period == period && rows[begin].reporter == run.reporter;
           ++begin)
        run.number = run.number || has_number(rows[begin]);
      auto unit = std::lower_bound(units.begin(), units.end(), period.first,
                                   [](const Unit& one, Date day) { return one.whole.last < day; });
      for (; unit != units.end() && unit->whole.first <= period.last; ++unit) {
        unit->runs.push_back(run);
        if (contains(unit->whole, period)) unit->last_part = period;
      }
    }
    return units;
  }

  [[nodiscard]] bool has_number(const ObservationRow& row) const {
    const RowValue value = values_.read(row.row, rule_);
    return value.value || value.num || value.den;
  }

  [[nodiscard]] std::vector<ObservationRow> missing_in(const Unit& unit, std::size_t index) const {
    Here here;
    for (const Run& run : unit.runs) {
      here.who.insert(run.who);
      here.reporters.insert(run.reporter);
      for (const std::uint32_t wider : from_.wider().than(run.reporter)) here.wholes.insert(wider);
    }
    std::vector<ObservationRow> missing;
    for (const auto& [number, habit] : habits_)
      if (habit.before(index).count() >= units_reported && !here.who.contains(number) &&
          !is_told(habit, here))
        missing.push_back(habit.last);
    return missing;
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
  std::unordered_map<std::uint32_t, std::uint32_t> who_;
  std::map<std::uint32_t, Habit> habits_;
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

void tell_lacking(const IndicatorRule& rule, const Period& period, const LackingValues& lacking,
                  const ObservationRows& from, const RowValues& values, IndicatorFindings& findings) {
  std::vector<std::string> names;
  for (const ObservationRow& row : lacking.empty) names.push_back(from.reporter(row.reporter).text());
  for (const ObservationRow& row : lacking.silent) {
    const Reporter& one = from.reporter(row.reporter);
    names.push_back(Reporter{one.place, one.org, {}}.text());
  }
  std::replace(names.begin(), names.end(), std::string(), std::string("one partner"));
  const std::string all = fmt::format("{}", fmt::join(names, "; "));
  FindingKey key = about(rule, period, all);
  key.subject += ";lacking";
  const ObservationRow& first = lacking.empty.empty() ? lacking.silent.front() : lacking.empty.front();
  const EvidenceId record = values.evidence(first.row);
  findings.add({"I-04", Severity::warning,
                fmt::format("indicator {} has no value of {} for {}; the total is at least the rest", rule.id,
                            names.size() > most_named ? fmt::format("{} reporters", names.size()) : all,
                            period_text(period)),
                std::move(key),
                lacking.silent.empty() ? "enter it, 0 included, or take the row out if nothing is done there"
                                       : "enter it; write 0 if nothing was done there"},
               std::span(&record, 1));
}

}  // namespace kvali
