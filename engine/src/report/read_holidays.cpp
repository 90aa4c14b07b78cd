#include "report/read_holidays.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <system_error>

#include "base/codes.hpp"
#include "report/parse_toml_file.hpp"
#include "report/toml_reader.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

/// The years a calendar may be about; more of them than this is a typing error.
constexpr int earliest_year = 1900, latest_year = 2200, most_years = 100;

/// 29 February only comes in some years, so that the day is tried in a leap year.
bool is_month_and_day(std::string_view text) {
  return parse_iso_date("2024-" + std::string(text)).has_value();
}

/// Reads the days of one calendar.
class DayReader {
 public:
  DayReader(HolidayCalendar& calendar, TomlReader& calendar_file)
      : calendar_(calendar), reader_(calendar_file) {}

  void read(const toml::table& days) {
    for (const auto& [key, name] : days) {
      if (!name.is_string())
        reader_.complain("CFG-02", fmt::format("the holiday {} must have a name", key.str()),
                         reader_.place_of(name), fmt::format("write {} = \"...\"", key.str()));
      add(key);
    }
    calendar_.days.assign(days_.begin(), days_.end());
  }

 private:
  void add(const toml::key& key) {
    if (is_month_and_day(key.str())) return add_every_year(key.str());
    const auto day = parse_iso_date(key.str());
    if (!day)
      reader_.complain("CFG-10", fmt::format("'{}' is no day", key.str()), reader_.place_of_key(key),
                       "write 2026-04-12 = \"...\", or 01-07 = \"...\" for every year");
    else if (year_of(*day) < calendar_.first_year || year_of(*day) > calendar_.last_year)
      reader_.complain("CFG-10", fmt::format("{} lies outside the years that the calendar covers", key.str()),
                       reader_.place_of_key(key), "leave the day out, or correct first_year and last_year");
    else
      days_.insert(*day);
  }

  void add_every_year(std::string_view month_and_day) {
    for (int year = calendar_.first_year; year <= calendar_.last_year; ++year)
      if (const auto day = parse_iso_date(fmt::format("{}-{}", year, month_and_day))) days_.insert(*day);
  }

  HolidayCalendar& calendar_;
  TomlReader& reader_;
  std::set<Date> days_;
};

void read_years(TomlReader& calendar_file, HolidayCalendar& calendar) {
  for (const char* key : {"first_year", "last_year"})
    if (calendar_file.node(key) == nullptr)
      calendar_file.complain("CFG-03", fmt::format("the calendar lacks the setting '{}'", key),
                             calendar_file.place(),
                             fmt::format("add {} = 2026: it says for which years the list is complete", key));
  calendar.first_year = calendar_file.whole_number("first_year", earliest_year, earliest_year, latest_year);
  calendar.last_year =
      calendar_file.whole_number("last_year", calendar.first_year, earliest_year, latest_year);
  if (calendar.last_year < calendar.first_year || calendar.last_year - calendar.first_year >= most_years)
    calendar_file.complain(
        "CFG-10", fmt::format("the calendar cannot cover {} to {}", calendar.first_year, calendar.last_year),
        calendar_file.place_of(*calendar_file.node("last_year")),
        "write the first and the last year of the list");
}

}  // namespace

std::optional<HolidayCalendar> read_holidays(const fs::path& file, const Place& asked_by,
                                             Diagnostics& diagnostics) {
  std::error_code unreadable;
  if (!fs::is_regular_file(file, unreadable)) {
    diagnostics.add({"CFG-10",
                     Severity::error,
                     fmt::format("no file {}", file.string()),
                     asked_by,
                     "write its path as seen from report.toml",
                     {}});
    return std::nullopt;
  }
  const auto root = parse_toml_file(file, diagnostics);
  if (!root) return std::nullopt;
  const std::size_t before = diagnostics.count(Severity::error);
  HolidayCalendar calendar;
  calendar.name = file.filename().string();
  {
    TomlReader calendar_file(*root, "the calendar", diagnostics);
    if (const std::string country = calendar_file.text("country"); !country.empty() && !is_country(country))
      calendar_file.complain("CFG-10", fmt::format("there is no country '{}'", country),
                             calendar_file.place_of(*root->get("country")),
                             "write its three letters, such as \"GEO\"");
    read_years(calendar_file, calendar);
    const bool years_known = diagnostics.count(Severity::error) == before;
    if (const toml::table* days = calendar_file.table("days"); days != nullptr && years_known)
      DayReader(calendar, calendar_file).read(*days);
  }
  if (diagnostics.count(Severity::error) > before) return std::nullopt;
  return calendar;
}

}  // namespace kvali
