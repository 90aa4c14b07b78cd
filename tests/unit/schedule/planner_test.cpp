#include "schedule/planner.hpp"

#include "schedules.hpp"

using namespace kvali;
using std::chrono::hours;
using std::chrono::minutes;
using Texts = std::vector<std::string>;

namespace {

Texts times(const std::vector<Occurrence>& occurrences) {
  Texts texts;
  for (const Occurrence& occurrence : occurrences) texts.push_back(iso_text(occurrence.at).substr(0, 16));
  return texts;
}

Schedule daily(Misfire misfire) {
  Schedule schedule = by_cron("0 9 * * *");
  schedule.misfire = misfire;
  return schedule;
}

/// Nobody was there from the one time to the other, and a person says that the clock is right.
Plan plan_after_absence(const Schedule& schedule, std::string_view from, std::string_view to) {
  return plan_occurrences(schedule, {at(from), at(from), at(to), true});
}

}  // namespace

TEST_CASE("what has come due is planned once", "[schedule]") {
  const Schedule schedule = daily(Misfire::run_all);
  Plan plan =
      plan_occurrences(schedule, {at("2026-01-09T08:59Z"), at("2026-01-09T08:59Z"), at("2026-01-09T09:00Z")});
  CHECK(times(plan.run) == Texts{"2026-01-09T09:00"});
  CHECK(plan.skipped.empty());
  CHECK(iso_text(plan.planned) == "2026-01-09T09:00:00Z");
  plan = plan_occurrences(schedule, {plan.planned, plan.planned, at("2026-01-09T09:01Z")});
  CHECK(plan.run.empty());
}

TEST_CASE("every missed report is made, at most 24 of them", "[schedule]") {
  const Plan few = plan_after_absence(daily(Misfire::run_all), "2026-01-01T12:00Z", "2026-01-04T12:00Z");
  CHECK(times(few.run) == Texts{"2026-01-02T09:00", "2026-01-03T09:00", "2026-01-04T09:00"});
  CHECK(few.skipped.empty());
  const Plan many = plan_after_absence(daily(Misfire::run_all), "2026-01-01T12:00Z", "2026-02-01T09:30Z");
  CHECK(many.run.size() == 25);  // That of today is on time.
  CHECK(iso_text(many.run.back().at) == "2026-02-01T09:00:00Z");
  CHECK(many.skipped.size() == 6);
  CHECK(iso_text(many.skipped.front().at) == "2026-01-02T09:00:00Z");
}

TEST_CASE("of missed reports only the latest is made, if the schedule says so", "[schedule]") {
  Plan plan = plan_after_absence(daily(Misfire::run_latest), "2026-01-01T12:00Z", "2026-01-04T12:00Z");
  CHECK(times(plan.run) == Texts{"2026-01-04T09:00"});
  CHECK(times(plan.skipped) == Texts{"2026-01-02T09:00", "2026-01-03T09:00"});
  plan = plan_after_absence(daily(Misfire::run_latest), "2026-01-01T12:00Z", "2026-01-04T09:30Z");
  CHECK(times(plan.run) == Texts{"2026-01-04T09:00"});
  CHECK(plan.skipped.size() == 2);
}

TEST_CASE("missed reports are recorded as skipped, if the schedule says so", "[schedule]") {
  Plan plan = plan_after_absence(daily(Misfire::skip), "2026-01-01T12:00Z", "2026-01-04T12:00Z");
  CHECK(plan.run.empty());
  CHECK(plan.skipped.size() == 3);
  plan = plan_after_absence(daily(Misfire::skip), "2026-01-01T12:00Z", "2026-01-04T10:00Z");
  CHECK(times(plan.run) == Texts{"2026-01-04T09:00"});
  CHECK(plan.skipped.size() == 2);
}

TEST_CASE("each missed report is on its own period", "[schedule]") {
  const Plan plan =
      plan_after_absence(by_rule("workday 1 at 09:00"), "2026-01-15T00:00Z", "2026-03-15T00:00Z");
  REQUIRE(plan.run.size() == 2);
  CHECK(period_text(plan.run[0].period) == "2026-01");
  CHECK(period_text(plan.run[1].period) == "2026-02");
}

TEST_CASE("a clock that jumps forward by more than a day is not believed", "[schedule]") {
  const Schedule schedule = daily(Misfire::run_all);
  const Instant seen = at("2026-01-09T08:00Z");
  PlanState state{seen, seen, seen + hours(24) + std::chrono::seconds(1)};
  CHECK(plan_occurrences(schedule, state).paused);
  CHECK(plan_occurrences(schedule, state).run.empty());
  CHECK(plan_occurrences(schedule, state).planned == seen);
  state.jump_confirmed = true;
  CHECK_FALSE(plan_occurrences(schedule, state).paused);
  CHECK(plan_occurrences(schedule, state).run.size() == 1);
  state = {seen, seen, seen + hours(24)};
  CHECK_FALSE(plan_occurrences(schedule, state).paused);
  // Ten years ahead.
  CHECK(plan_occurrences(schedule, {seen, seen, at("2036-01-09T09:00Z")}).paused);
}

TEST_CASE("a clock that goes back plans nothing twice", "[schedule]") {
  const Schedule schedule = daily(Misfire::run_all);
  const Instant planned = at("2026-01-09T09:30Z");
  const Plan back = plan_occurrences(schedule, {planned, planned, at("2026-01-08T08:00Z")});
  CHECK(back.run.empty());
  CHECK(back.skipped.empty());
  CHECK(back.planned == planned);
  CHECK_FALSE(back.paused);
}

TEST_CASE("a year without holidays is planned when they are known", "[schedule]") {
  Schedule schedule = by_rule("workday 5 at 09:00");
  schedule.working_days.calendars = {{"ge.toml", 2026, 2026, {day("2026-01-01")}}};
  const Plan plan = plan_after_absence(schedule, "2026-12-01T00:00Z", "2027-01-20T00:00Z");
  CHECK(times(plan.run) == Texts{"2026-12-07T09:00"});
  REQUIRE(plan.end);
  CHECK(plan.end->unknown.year == 2027);
  CHECK(iso_text(plan.planned) == "2026-12-07T09:00:00Z");
  schedule.working_days.calendars[0].last_year = 2027;
  const Plan later =
      plan_occurrences(schedule, {plan.planned, at("2027-01-20T00:00Z"), at("2027-01-20T00:01Z")});
  CHECK(times(later.run) == Texts{"2027-01-07T09:00"});
}

TEST_CASE("years of every minute do not fill the memory", "[schedule]") {
  Schedule schedule = by_cron("* * * * *");
  schedule.misfire = Misfire::skip;
  const Plan plan = plan_after_absence(schedule, "2026-01-01T00:00Z", "2026-02-01T00:00Z");
  CHECK(plan.run.size() + plan.skipped.size() == most_missed_runs + most_listed_skips);
  CHECK(plan.unlisted + plan.run.size() + plan.skipped.size() == 31 * 24 * 60);
}
