// Schedules by chance against a look at every minute.
#include <random>

#include "findings.hpp"
#include "plain_schedule.hpp"
#include "schedule/planner.hpp"
#include "schedules.hpp"

using namespace kvali;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

class Chance {
 public:
  explicit Chance(unsigned seed) : random_(seed) {}

  int from(int first, int last) { return first + int(random_() % unsigned(last - first + 1)); }
  bool once_in(int times) { return from(1, times) == 1; }
  template <class Value>
  Value one_of(std::initializer_list<Value> values) {
    return *(values.begin() + from(0, int(values.size()) - 1));
  }

 private:
  std::mt19937 random_;
};

std::string field(Chance& chance, int first, int last, int once_starred_in) {
  if (chance.once_in(once_starred_in))
    return chance.once_in(2) ? "*" : "*/" + std::to_string(chance.from(2, 6));
  std::string text;
  for (int i = chance.from(1, 3); i > 0; --i) {
    const int low = chance.from(first, last);
    text += (text.empty() ? "" : ",") + std::to_string(low);
    if (chance.once_in(3)) text += "-" + std::to_string(chance.from(low, std::min(last, low + 3)));
  }
  return text;
}

/// Few minutes of an hour, so that a day has no thousand of them.
Schedule some_cron(Chance& chance, const std::string& zone) {
  const std::string text = field(chance, 0, 59, 1000) + " " + field(chance, 0, 23, 3) + " " +
                           field(chance, 1, 28, 2) + " " + field(chance, 1, 12, 1) + " " +
                           field(chance, 0, 7, 2);
  return by_cron(text, zone);
}

HolidayCalendar some_holidays(Chance& chance) {
  HolidayCalendar calendar{"some.toml", 1990, 2060, {}};
  for (Date day = kvali::day("1990-01-01"); year_of(day) <= 2060; day += days(chance.from(1, 40)))
    calendar.days.push_back(day);
  return calendar;
}

Schedule some_rule(Chance& chance, const std::string& zone) {
  Schedule schedule;
  schedule.zone = TimeZone(zone);
  CalendarRule rule;
  rule.kind = chance.one_of({RuleDay::workday, RuleDay::day, RuleDay::weekday});
  rule.unit =
      rule.kind == RuleDay::weekday
          ? RuleUnit::week
          : chance.one_of({RuleUnit::week, RuleUnit::month, RuleUnit::quarter, RuleUnit::fiscal_year});
  rule.number = rule.kind == RuleDay::weekday
                    ? chance.from(0, 6)
                    : chance.from(1, rule.unit == RuleUnit::week ? 5 : 22) * chance.one_of({1, -1});
  rule.at = hours(chance.from(0, 23)) + minutes(chance.from(0, 59));
  if (rule.kind != RuleDay::workday)
    rule.shift = chance.one_of({DayShift::none, DayShift::next, DayShift::previous});
  if (rule.unit == RuleUnit::month && chance.once_in(3))
    rule.months = std::uint16_t(chance.from(1, 4095) << 1);
  schedule.rule = rule;
  schedule.fiscal = {4, 6};
  schedule.working_days.weekend = chance.one_of({1U << 0 | 1U << 6, 1U << 5 | 1U << 6, 1U << 5, 0U});
  schedule.working_days.calendars.push_back(some_holidays(chance));
  return schedule;
}

std::string words_of(const Schedule& schedule) {
  if (const auto* cron = std::get_if<Cron>(&schedule.rule)) return cron->text;
  return plain_text(std::get<CalendarRule>(schedule.rule));
}

std::string zone_of(Chance& chance) {
  return chance.one_of({"Africa/Cairo", "Asia/Beirut", "Europe/Kyiv", "America/New_York",
                        "Australia/Lord_Howe", "Asia/Tbilisi"});
}

std::vector<Instant> listed(const Schedule& schedule, Instant from, Instant to) {
  std::vector<Instant> due;
  for (;;) {
    const auto next = next_occurrence(schedule, due.empty() ? from : due.back());
    const auto* occurrence = std::get_if<Occurrence>(&next);
    if (occurrence == nullptr || occurrence->at > to) return due;
    due.push_back(occurrence->at);
  }
}

void append(std::vector<Instant>& due, const std::vector<Occurrence>& occurrences) {
  for (const Occurrence& occurrence : occurrences) due.push_back(occurrence.at);
}

/// What the planner says step by step, with a clock that also goes back.
std::vector<Instant> planned(const Schedule& schedule, Instant from, Instant to, Chance& chance) {
  std::vector<Instant> due;
  PlanState state{from, from, from};
  while (state.planned < to) {
    state.now = std::min(to, state.now + minutes(chance.from(-600, 1200)));
    const Plan plan = plan_occurrences(schedule, state);
    REQUIRE_FALSE(plan.paused);
    append(due, plan.skipped);
    append(due, plan.run);
    state.planned = plan.planned;
    state.seen = std::max(state.seen, state.now);
  }
  return due;
}

}  // namespace

TEST_CASE("a schedule is due when a look at every minute says so", "[schedule][property]") {
  const unsigned seed = std::random_device{}();
  INFO("seed " << seed);
  Chance chance(seed);
  for (int i = 0; i < 24; ++i) {
    const std::string zone = zone_of(chance);
    const Schedule schedule = i % 2 == 0 ? some_cron(chance, zone) : some_rule(chance, zone);
    const Instant from =
        at("2000-01-01T00:00Z") + hours(chance.from(0, 37 * 8766)) + minutes(chance.from(0, 59));
    const Instant to = from + days(200);
    INFO(words_of(schedule) << " in " << zone << " after " << iso_text(from));
    const std::vector<Instant> due = plain::due_between(schedule, from, to);
    CHECK(listed(schedule, from, to) == due);
    CHECK(planned(schedule, from, to, chance) == due);
  }
}
