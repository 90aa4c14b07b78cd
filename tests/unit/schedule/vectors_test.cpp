// What other schedulers, and a second program of our own, answer: the public vectors beside the project.
#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

#include <filesystem>
#include <iostream>

#include "base/file_system.hpp"
#include "schedules.hpp"

using namespace kvali;

namespace {

const std::filesystem::path folder = "../shared/vectors";

bool absent() {
  if (std::filesystem::exists(folder)) return false;
  std::cout << "skipped: the vectors of " << folder.string() << " are not there\n";
  return true;
}

Poco::JSON::Object::Ptr read_json(const char* name) {
  Poco::JSON::Parser parser;
  return parser.parse(read_file(folder / name)).extract<Poco::JSON::Object::Ptr>();
}

std::string text(const Poco::JSON::Object& object, const std::string& key) {
  return object.has(key) && !object.isNull(key) ? object.getValue<std::string>(key) : std::string{};
}

/// "offset:+05:30" is a zone of the vectors.
std::string zone_of(const Poco::JSON::Object& vector) {
  const std::string zone = text(vector, "tz");
  return zone.rfind("offset:", 0) == 0 ? zone.substr(7) : zone;
}

bool fires_at(const Schedule& schedule, Instant instant) {
  const auto next = next_occurrence(schedule, instant - std::chrono::seconds(1));
  return std::holds_alternative<Occurrence>(next) && std::get<Occurrence>(next).at == instant;
}

void check_cron(const Poco::JSON::Object& vector) {
  const std::string kind = text(vector, "kind");
  const std::string expression = text(vector, "expr5");
  if (kind == "invalid") {
    TextFaults faults;
    CHECK_FALSE(read_cron(expression, faults));
    CHECK_FALSE(faults.empty());
    return;
  }
  const Schedule schedule = by_cron(expression, zone_of(vector));
  REQUIRE(schedule.zone.is_known());
  if (kind == "next") {
    const auto next = next_occurrence(schedule, at(text(vector, "after")));
    REQUIRE(std::holds_alternative<Occurrence>(next));
    const std::string expected = text(vector, vector.has("policy") ? "kvali_expected" : "expected");
    CHECK(iso_text(std::get<Occurrence>(next).at) == iso_text(at(expected)));
  } else {
    CHECK(fires_at(schedule, at(text(vector, "at"))) == (kind == "fires_at"));
  }
}

HolidayCalendar calendar_of(const Poco::JSON::Object& set) {
  HolidayCalendar calendar;
  const auto covers = set.getArray("covers");
  calendar.first_year = covers->getElement<int>(0);
  calendar.last_year = covers->getElement<int>(1);
  const auto dates = set.getArray("dates");
  for (const auto& date : *dates) calendar.days.push_back(day(date.toString()));
  return calendar;
}

Schedule rule_schedule(const Poco::JSON::Object& vector, const Poco::JSON::Object& holiday_sets) {
  const auto rule = vector.getObject("rule");
  Schedule schedule = by_rule("workday " + rule->getValue<std::string>("workday") + " every " +
                                  text(*rule, "every") + " at " + text(*rule, "at"),
                              zone_of(vector));
  schedule.working_days.weekend = 0;
  const auto weekend = vector.getArray("weekend");
  for (const auto& name : *weekend)
    schedule.working_days.weekend |= name.toString() == "sun"   ? 1U << 0
                                     : name.toString() == "fri" ? 1U << 5
                                                                : 1U << 6;
  const auto holidays = holiday_sets.getObject(text(vector, "holidays"));
  schedule.working_days.calendars = {calendar_of(*holidays)};
  return schedule;
}

}  // namespace

TEST_CASE("cron answers as the vectors say", "[schedule][vectors]") {
  if (absent()) return;
  int checked = 0;
  const auto vectors = read_json("cron.json")->getArray("vectors");
  for (const auto& entry : *vectors) {
    const auto vector = entry.extract<Poco::JSON::Object::Ptr>();
    if (!vector->has("expr5")) continue;
    INFO(text(*vector, "id") << ": " << text(*vector, "expr5") << " in " << text(*vector, "tz"));
    check_cron(*vector);
    ++checked;
  }
  CHECK(checked == 108);
}

TEST_CASE("calendar rules answer as the vectors say, with the period they report", "[schedule][vectors]") {
  if (absent()) return;
  const auto file = read_json("calendar_rules.json");
  int checked = 0;
  const auto vectors = file->getArray("vectors");
  const auto holiday_sets = file->getObject("holiday_sets");
  for (const auto& entry : *vectors) {
    const auto vector = entry.extract<Poco::JSON::Object::Ptr>();
    INFO(text(*vector, "id"));
    const Schedule schedule = rule_schedule(*vector, *holiday_sets);
    const auto next = next_occurrence(schedule, at(text(*vector, "after")));
    REQUIRE(std::holds_alternative<Occurrence>(next));
    const auto& occurrence = std::get<Occurrence>(next);
    CHECK(iso_text(occurrence.at) == iso_text(at(text(*vector, "expected"))));
    CHECK(iso_text(occurrence.period.first) == text(*vector, "period_start"));
    CHECK(iso_text(occurrence.period.last) == text(*vector, "period_end"));
    ++checked;
  }
  CHECK(checked == 107);
}
