#include <fmt/format.h>

#include <charconv>

#include "base/digest.hpp"
#include "schedule/schedule.hpp"
#include "schedule/text_words.hpp"

namespace kvali {

namespace {

std::string weekend_text(unsigned weekend) {
  std::string text;
  for (unsigned weekday = 0; weekday < 7; ++weekday)
    if ((weekend >> weekday & 1U) != 0)
      text += fmt::format("{}{}", text.empty() ? "" : " ", weekday_name(weekday));
  return text;
}

/// The holidays themselves and not the file's name: the same days from another file are the same schedule.
std::string holidays_text(const HolidayCalendar& calendar) {
  std::string text = fmt::format("holidays: {}-{}", calendar.first_year, calendar.last_year);
  for (const Date day : calendar.days) text += " " + iso_text(day);
  return text + "\n";
}

std::string rule_text(const Schedule& schedule) {
  const auto* cron = std::get_if<Cron>(&schedule.rule);
  return cron != nullptr ? "cron: " + plain_text(*cron)
                         : "rule: " + plain_text(std::get<CalendarRule>(schedule.rule));
}

std::string specification(const Schedule& schedule) {
  std::string text = rule_text(schedule) + "\n";
  text += "zone: " + schedule.zone.name() + "\n";
  text += "weekend: " + weekend_text(schedule.working_days.weekend) + "\n";
  for (const HolidayCalendar& calendar : schedule.working_days.calendars) text += holidays_text(calendar);
  text += "period: " + plain_text(schedule.period) + "\n";
  text += fmt::format("fiscal year: {:02}-{:02}\n", schedule.fiscal.month, schedule.fiscal.day);
  text += fmt::format("project: {} {}\n", iso_text(schedule.life.first), iso_text(schedule.life.last));
  text += fmt::format("misfire: {}\n", int(schedule.misfire));
  text += "latest: " + (schedule.gate ? plain_text(schedule.gate->latest) : std::string("-")) + "\n";
  text += fmt::format("jitter: {}\n", schedule.jitter.count());
  return text;
}

}  // namespace

std::string spec_hash(const Schedule& schedule) {
  return sha256(specification(schedule));
}

Instant start_of(const Schedule& schedule, const Occurrence& occurrence) {
  const std::chrono::seconds window = schedule.jitter;
  if (window.count() == 0) return occurrence.at;
  const std::string digest = sha256(schedule.id);
  std::uint64_t number = 0;
  (void)std::from_chars(digest.data(), digest.data() + 16, number, 16);
  return occurrence.at + std::chrono::seconds(number % std::uint64_t(window.count()));
}

}  // namespace kvali
