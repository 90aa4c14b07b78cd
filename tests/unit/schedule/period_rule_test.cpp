#include "schedule/period_rule.hpp"

#include "schedules.hpp"

using namespace kvali;

namespace {

std::string period(std::string_view text, std::string_view nominal) {
  TextFaults faults;
  const auto rule = read_period_rule(text, faults);
  if (!rule) return faults.at(0).message + " | " + faults.at(0).hint;
  const auto found = period_of(*rule, day(nominal), {});
  return found ? period_text(*found) : "none";
}

}  // namespace

TEST_CASE("a period moves with the day that the rule names", "[schedule]") {
  CHECK(period("previous-month", "2026-01-09") == "2025-12");
  CHECK(period("previous-quarter", "2026-01-09") == "2025-Q4");
  CHECK(period("previous-week", "2026-01-09") == "2026-W01");
  CHECK(period("month-to-date", "2026-01-09") == "2026-01-01..2026-01-09");
  CHECK(period("mtd", "2026-01-31") == "2026-01");
  CHECK(period("custom(-25..-1)", "2026-01-09") == "2025-12-15..2026-01-08");
}

TEST_CASE("a period that does not move is refused", "[schedule]") {
  CHECK(period("2026-01", "2026-01-09")
            .rfind("'2026-01' is no period that moves with the schedule | write such as", 0) == 0);
  CHECK(period("previos-month", "2026-01-09") ==
        "'previos-month' is no period that moves with the schedule | did you mean 'previous-month'?");
  for (const char* text : {"custom()", "custom(-1)", "custom(-1..-25)", "custom(-9999..0)", "custom(a..b)"})
    CHECK(period(text, "2026-01-09").rfind("'" + std::string(text) + "' is no span of days", 0) == 0);
}

TEST_CASE("only what belongs to the project is reported", "[schedule]") {
  Schedule schedule = by_rule("workday 5 at 09:00");
  schedule.life = {day("2025-07-15"), day("2025-09-30")};
  CHECK(next_text(schedule, "2025-01-01T00:00Z") == "2025-08-07T09:00:00+00:00");
  CHECK(period_after(schedule, "2025-01-01T00:00Z") == "2025-07-15..2025-07-31");
  CHECK(next_text(schedule, "2025-10-01T00:00Z") == "2025-10-07T09:00:00+00:00");
  CHECK(next_text(schedule, "2025-10-07T09:00Z") == "project over");
  Schedule cron = by_cron("0 9 3 * *");
  cron.life = schedule.life;
  CHECK(due_texts(cron, "2025-08-15T00:00Z", 5) ==
        std::vector<std::string>{"2025-09-03T09:00:00+00:00", "2025-10-03T09:00:00+00:00", "project over"});
}
