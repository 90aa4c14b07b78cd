#include <fmt/format.h>

#include <array>
#include <random>

#include "base/error.hpp"
#include "plain_schedule.hpp"
#include "schedule/schedule.hpp"
#include "workloads.hpp"

namespace kvali::bench {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr Instant from = Date(std::chrono::year(2026) / 1 / 1);

/// Schedules, and until when they are planned.
struct Work {
  std::vector<Schedule> schedules;
  Instant to;
};
constexpr std::array<const char*, 6> zones{"Africa/Cairo",     "Asia/Beirut",         "Europe/Kyiv",
                                           "America/New_York", "Australia/Lord_Howe", "Asia/Tbilisi"};

/// What was planned: how often, and the sum of all instants, so that one day too late is seen.
struct Planned {
  std::uint64_t count = 0;
  std::uint64_t sum = 0;
  void add(Instant at) {
    ++count;
    sum += std::uint64_t(at.time_since_epoch().count());
  }
  friend bool operator==(const Planned&, const Planned&) = default;
};

HolidayCalendar every_new_year() {
  HolidayCalendar calendar{"holidays", 2025, 2037, {}};
  for (int year = calendar.first_year; year <= calendar.last_year; ++year)
    for (const unsigned day : {1U, 2U, 7U, 19U}) calendar.days.push_back(*make_date(year, 1, day));
  return calendar;
}

/// Most are due once a day, some every few hours or on working days of the month.
std::vector<Schedule> make_schedules(std::size_t count) {
  std::mt19937 random(1);
  std::vector<Schedule> schedules(count);
  for (std::size_t i = 0; i < count; ++i) {
    Schedule& schedule = schedules[i];
    schedule.zone = TimeZone(zones[i % zones.size()]);
    const auto minute = random() % 60, hour = random() % 24;
    TextFaults faults;
    if (i % 10 == 0) {
      schedule.rule =
          *read_rule(fmt::format("workday {} at {}:{:02}", 1 + random() % 20, hour, minute), faults);
      schedule.working_days.calendars = {every_new_year()};
    } else {
      const std::string every = i % 10 == 1 ? "*/6" : std::to_string(hour);
      schedule.rule =
          *read_cron(fmt::format("{} {} * * {}", minute, every, i % 10 == 2 ? "mon-fri" : "*"), faults);
    }
  }
  return schedules;
}

Planned plan_all(const Work& work) {
  Planned planned;
  for (const Schedule& schedule : work.schedules)
    for (Instant at = from;;) {
      const auto next = next_occurrence(schedule, at);
      at = std::get<Occurrence>(next).at;
      if (at > work.to) break;
      planned.add(at);
    }
  return planned;
}

/// What the wall of a zone shows, minute after minute.
struct WallMinute {
  std::uint32_t at;      ///< Minutes since `from`.
  std::uint16_t day;     ///< Days since the day before `from`.
  std::uint16_t minute;  ///< Of the day.
  bool again;            ///< It showed as much before.
  bool jumped;           ///< It never shows this: the clocks jump over it at `at`.
};

constexpr Date first_day = Date(std::chrono::floor<days>(from)) - days(1);

std::vector<WallMinute> wall_of(const TimeZone& zone, Instant to) {
  std::vector<WallMinute> wall;
  const auto add = [&](Instant at, WallTime time, bool again, bool jumped) {
    const auto day = std::chrono::floor<days>(time);
    wall.push_back({std::uint32_t((at - from) / minutes(1)),
                    std::uint16_t((Date(day.time_since_epoch()) - first_day).count()),
                    std::uint16_t((time - day) / minutes(1)), again, jumped});
  };
  WallTime reached = zone.wall_time(from);
  for (Instant at = from + minutes(1); at <= to; at += minutes(1)) {
    const WallTime time = zone.wall_time(at);
    for (WallTime lost = reached + minutes(1); lost < time; lost += minutes(1)) add(at, lost, false, true);
    add(at, time, time <= reached, false);
    reached = std::max(reached, time);
  }
  return wall;
}

/// Looks at every minute.
void plan_by_minutes(const Schedule& schedule, const std::vector<WallMinute>& wall, Planned& planned) {
  std::vector<char> due_days(wall.back().day + 1U);
  std::vector<char> due_minutes(24 * 60);
  std::visit(
      [&](const auto& rule) {
        for (std::size_t day = 0; day < due_days.size(); ++day)
          due_days[day] = plain::is_due_on(rule, schedule, first_day + days(day));
        for (std::size_t minute = 0; minute < due_minutes.size(); ++minute)
          due_minutes[minute] = plain::is_due_at(rule, minutes(minute));
      },
      schedule.rule);
  const bool any_hour = plain::is_any_hour(schedule);
  std::uint32_t last = 0;
  for (const WallMinute& time : wall) {
    if (due_minutes[time.minute] == 0 || due_days[time.day] == 0) continue;
    if (any_hour ? time.jumped : time.again || time.at == last) continue;
    last = time.at;
    planned.add(from + minutes(time.at));
  }
}

Planned plan_all_by_minutes(const Work& work) {
  Planned planned;
  for (const char* zone : zones) {
    const std::vector<WallMinute> wall = wall_of(TimeZone(zone), work.to);
    for (const Schedule& schedule : work.schedules)
      if (schedule.zone.name() == zone) plan_by_minutes(schedule, wall, planned);
  }
  return planned;
}

}  // namespace

void measure_schedule(const Setup& setup, Results& results) {
  const int years = setup.rows < 1'000'000 ? 1 : 10;
  const Work all{make_schedules(std::max<std::size_t>(setup.rows / 1000, zones.size())),
                 Date(std::chrono::year(2026 + years) / 1 / 1)};
  const Planned expected = plan_all(all);
  const auto planned_by = [&](int runs, Planned (*plan)(const Work&)) {
    return repeat(runs, [&] {
      return run_apart([&](Meter& meter) {
        meter.start();
        const Planned planned = plan(all);
        meter.stop();
        if (planned != expected) throw Error("the occurrences differ from a look at every minute");
      });
    });
  };
  results.push_back({fmt::format("{} schedules, {} years planned", all.schedules.size(), years),
                     planned_by(setup.runs, plan_all), "a look at every minute",
                     planned_by(1, plan_all_by_minutes),
                     fmt::format("{} occurrences, the same", expected.count)});
}

}  // namespace kvali::bench
