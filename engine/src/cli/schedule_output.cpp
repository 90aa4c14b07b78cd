#include "cli/schedule_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cli/json_line.hpp"
#include "schedule/readiness.hpp"

namespace kvali {

namespace {

using std::chrono::days;
using std::chrono::floor;

/// "Fri 2026-01-09 09:00".
std::string wall_text(WallTime time) {
  constexpr std::array<const char*, 7> weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  const Date day(floor<days>(time).time_since_epoch());
  const std::string text = iso_text(time);
  return fmt::format("{} {} {}", weekdays.at(std::chrono::weekday(day).c_encoding()), text.substr(0, 10),
                     text.substr(11, 5));
}

std::string offset_text(const TimeZone& zone, Instant at) {
  return utc_offset_text(zone.span_at(at).offset);
}

/// "2026-01-09T09:00:00+04:00".
std::string local_text(const TimeZone& zone, Instant at) {
  return iso_text(zone.wall_time(at)) + offset_text(zone, at);
}

std::string rule_words(const Schedule& schedule) {
  if (const auto* cron = std::get_if<Cron>(&schedule.rule)) return fmt::format("by cron \"{}\"", cron->text);
  return "on " + plain_text(std::get<CalendarRule>(schedule.rule));
}

using Row = std::vector<std::string>;

/// Columns as wide as their longest text, two spaces apart.
std::string aligned(const std::vector<Row>& rows) {
  std::vector<std::size_t> widths(rows.front().size());
  for (const Row& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  std::string text;
  for (const Row& row : rows) {
    for (std::size_t i = 0; i + 1 < row.size(); ++i) text += fmt::format("{:<{}}  ", row[i], widths[i]);
    text += row.back() + "\n";
  }
  return text;
}

}  // namespace

std::string occurrences_text(const Schedule& schedule, const std::vector<Occurrence>& occurrences) {
  std::string text = fmt::format("{} is due {}\n", schedule.id, rule_words(schedule));
  if (occurrences.empty()) return text;
  std::vector<Row> rows{{"local time", "zone", "UTC offset", "reports"}};
  if (schedule.gate) rows.front().emplace_back("waits for sources until");
  for (const Occurrence& occurrence : occurrences) {
    rows.push_back({wall_text(schedule.zone.wall_time(occurrence.at)), schedule.zone.name(),
                    offset_text(schedule.zone, occurrence.at),
                    period_text(occurrence.period, schedule.fiscal)});
    if (const auto latest = latest_start(schedule, occurrence))
      rows.back().push_back(wall_text(schedule.zone.wall_time(*latest)));
  }
  return text + "\n" + aligned(rows);
}

std::string occurrences_json(const Schedule& schedule, const std::vector<Occurrence>& occurrences) {
  std::string text;
  for (const Occurrence& occurrence : occurrences) {
    const auto latest = latest_start(schedule, occurrence);
    text += json_line({{"report", schedule.id},
                       {"at", iso_text(occurrence.at)},
                       {"local", local_text(schedule.zone, occurrence.at)},
                       {"zone", schedule.zone.name()},
                       {"day", iso_text(occurrence.nominal)},
                       {"starts", iso_text(start_of(schedule, occurrence))},
                       {"latest", latest ? iso_text(*latest) : std::string{}},
                       {"period", period_text(occurrence.period, schedule.fiscal)},
                       {"period_start", iso_text(occurrence.period.first)},
                       {"period_end", iso_text(occurrence.period.last)}});
  }
  return text;
}

}  // namespace kvali
