#include "schedule/readiness.hpp"

#include "schedules.hpp"

using namespace kvali;

namespace {

Schedule waiting(std::string_view rule, std::string_view latest) {
  Schedule schedule = by_rule(rule, "Asia/Tbilisi");
  TextFaults faults;
  schedule.gate = ReadinessGate{read_rule(latest, faults).value()};
  return schedule;
}

Occurrence first_after(const Schedule& schedule, std::string_view after) {
  return std::get<Occurrence>(next_occurrence(schedule, at(after)));
}

std::string latest_text(const Schedule& schedule, std::string_view after) {
  return local_text(schedule.zone, latest_start(schedule, first_after(schedule, after)).value());
}

}  // namespace

TEST_CASE("a report waits for its sources, but not for ever", "[schedule]") {
  const Schedule schedule = waiting("workday 5 at 09:00", "day 10");
  const Occurrence due = first_after(schedule, "2026-01-01T00:00Z");  // 7 January
  CHECK(readiness(schedule, due, at("2026-01-07T08:59:59+04:00"), true) == Readiness::early);
  CHECK(readiness(schedule, due, at("2026-01-07T09:00+04:00"), false) == Readiness::wait);
  CHECK(readiness(schedule, due, at("2026-01-07T09:00+04:00"), true) == Readiness::ready);
  CHECK(readiness(schedule, due, at("2026-01-10T08:59:59+04:00"), false) == Readiness::wait);
  CHECK(readiness(schedule, due, at("2026-01-10T09:00+04:00"), false) == Readiness::overdue);
}

TEST_CASE("a schedule without a gate waits for nothing", "[schedule]") {
  const Schedule schedule = by_rule("workday 5 at 09:00");
  const Occurrence due = first_after(schedule, "2026-01-01T00:00Z");
  CHECK_FALSE(latest_start(schedule, due));
  CHECK(readiness(schedule, due, due.at, false) == Readiness::ready);
}

TEST_CASE("the latest day is the nearest one, and past it nothing waits", "[schedule]") {
  CHECK(latest_text(waiting("workday 5 at 09:00", "day 10"), "2026-01-01T00:00Z") ==
        "2026-01-10T09:00:00+04:00");
  CHECK(latest_text(waiting("workday 5 at 09:00", "workday 8 at 18:00"), "2026-01-01T00:00Z") ==
        "2026-01-12T18:00:00+04:00");
  CHECK(latest_text(waiting("day 13 at 09:00", "day 10"), "2026-01-01T00:00Z") ==
        "2026-01-13T09:00:00+04:00");
  CHECK(latest_text(waiting("day 28 at 09:00", "day 5"), "2026-01-01T00:00Z") == "2026-02-05T09:00:00+04:00");
  CHECK(latest_text(waiting("day 10 at 09:00", "day 10 at 08:00"), "2026-01-01T00:00Z") ==
        "2026-01-10T09:00:00+04:00");
}

TEST_CASE("a wait ends where holidays are not known, and where no such day comes", "[schedule]") {
  Schedule schedule = waiting("workday 20 at 09:00", "workday 3");
  schedule.working_days.calendars = {{"ge.toml", 2026, 2026, {}}};
  CHECK(latest_text(schedule, "2026-12-20T00:00Z") == "2027-01-05T09:00:00+04:00");
  CHECK(latest_text(waiting("workday 5 at 09:00", "workday 31"), "2026-01-01T00:00Z") ==
        "2026-01-07T09:00:00+04:00");
}

TEST_CASE("reports due at one time start at their own, always the same", "[schedule]") {
  Schedule schedule = by_rule("workday 5 at 09:00");
  schedule.jitter = std::chrono::minutes(30);
  const Occurrence due = first_after(schedule, "2026-01-01T00:00Z");
  const Instant start = start_of(schedule, due);
  CHECK(start >= due.at);
  CHECK(start < due.at + schedule.jitter);
  CHECK(start_of(schedule, due) == start);
  CHECK(readiness(schedule, due, start - std::chrono::seconds(1), true) == Readiness::early);
  schedule.id = "another";
  CHECK(start_of(schedule, due) != start);
}

TEST_CASE("a schedule has one hash, however it is written", "[schedule]") {
  CHECK(spec_hash(by_cron("0 9 * * 1-3")) == spec_hash(by_cron("00  09 * * mon,tue,WED")));
  CHECK(spec_hash(by_rule("workday -1 at 9:00")) ==
        spec_hash(by_rule("last workday of every month at 09:00")));
  CHECK(spec_hash(by_rule("workday 5 at 09:00")).size() == 64);
}

TEST_CASE("whatever changes when or what is reported changes the hash", "[schedule]") {
  const Schedule schedule = by_rule("workday 5 at 09:00");
  std::vector<Schedule> others(8, schedule);
  others[0].rule = by_rule("workday 6 at 09:00").rule;
  others[1].zone = TimeZone("Asia/Tbilisi");
  others[2].working_days.weekend = 1U << 5 | 1U << 6;
  others[3].working_days.calendars = {{"ge.toml", 2026, 2026, {day("2026-01-01")}}};
  others[4].period.name = "previous-quarter";
  others[5].life.last = day("2026-12-31");
  others[6].gate = ReadinessGate{std::get<CalendarRule>(by_rule("day 10").rule)};
  others[7].jitter = std::chrono::minutes(5);
  for (const Schedule& other : others) CHECK(spec_hash(other) != spec_hash(schedule));
}
