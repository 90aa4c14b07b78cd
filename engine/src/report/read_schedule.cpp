#include "report/read_schedule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/text.hpp"
#include "report/read_holidays.hpp"
#include "schedule/text_words.hpp"

namespace kvali {

namespace {

constexpr const char* invalid = "CFG-09";

/// A day, so that no report waits for its own next one.
constexpr int most_jitter_minutes = 24 * 60;
constexpr int most_holiday_files = 20;

template <class Value, std::size_t size>
using Words = std::array<std::pair<std::string_view, Value>, size>;

constexpr Words<DayShift, 3> shifts{
    {{"none", DayShift::none}, {"next", DayShift::next}, {"previous", DayShift::previous}}};
constexpr Words<Misfire, 3> misfires{
    {{"run_all", Misfire::run_all}, {"run_latest", Misfire::run_latest}, {"skip", Misfire::skip}}};
constexpr Words<bool, 1> gates{{{"sources complete", true}}};

/// A setting whose text `read` understands; its faults are told where they stand in the quotes.
template <class Value>
std::optional<Value> parsed(TomlReader& reader, std::string_view key,
                            std::optional<Value> (*read)(std::string_view, TextFaults&)) {
  const std::string text = reader.text(key);
  const toml::node* node = reader.node(key);
  if (node == nullptr || !node->is_string()) return std::nullopt;
  TextFaults faults;
  auto value = read(text, faults);
  for (const TextFault& fault : faults) {
    Place place = reader.place_of(*node);
    place.column += int(column_at(text, fault.at));
    place.width = int(character_count(text.substr(fault.at, fault.length)));
    reader.complain(invalid, fault.message, place, fault.hint);
  }
  return value;
}

/// Reads one [schedule]; every member function a part of it.
class ScheduleReader {
 public:
  ScheduleReader(const toml::table& table, const Report& report, Diagnostics& diagnostics)
      : report_(report), diagnostics_(diagnostics), reader_(table, "[schedule]", diagnostics) {}

  Schedule read() {
    schedule_.id = report_.id;
    schedule_.fiscal = report_.project.fiscal;
    const Project& project = report_.project;
    const Period life{project.start.value_or(first_date), project.end.value_or(last_date)};
    if (life.first <= life.last) schedule_.life = life;
    read_zone();
    read_when();
    read_months();
    read_shift();
    read_working_days();
    read_period();
    read_gate();
    schedule_.misfire = chosen("misfire", misfires);
    schedule_.jitter =
        std::chrono::minutes(reader_.whole_number("jitter_minutes", 0, 0, most_jitter_minutes));
    return std::move(schedule_);
  }

 private:
  void complain(std::string_view key, std::string message, std::string hint) {
    reader_.complain(invalid, std::move(message), reader_.place_of(*reader_.node(key)), std::move(hint));
  }

  /// One of some words; the first if the setting is absent or wrong.
  template <class Value, std::size_t size>
  Value chosen(std::string_view key, const Words<Value, size>& words) {
    const std::string word = reader_.text(key, std::string(words.front().first));
    std::vector<std::string_view> known;
    for (const auto& [name, value] : words) {
      if (name == word) return value;
      known.push_back(name);
    }
    const auto meant = nearest(word, known);
    complain(
        key, fmt::format("{} cannot be '{}'", key, word),
        meant ? fmt::format("did you mean '{}'?", *meant) : fmt::format("one of {}", fmt::join(known, ", ")));
    return words.front().second;
  }

  void read_zone() {
    schedule_.zone = TimeZone(reader_.text("timezone", report_.project.timezone));
    if (!schedule_.zone.is_known() && reader_.node("timezone") != nullptr)
      complain("timezone", fmt::format("there is no time zone '{}'", schedule_.zone.name()),
               "write such as timezone = \"Asia/Tbilisi\"");
  }

  void read_when() {
    const toml::node* cron = reader_.node("cron");
    const toml::node* rule = reader_.node("rule");
    if (cron != nullptr && rule != nullptr)
      complain("cron", "a schedule has either cron or a rule", "keep one of them");
    if (cron == nullptr && rule == nullptr)
      reader_.complain("CFG-03", "[schedule] does not say when the report is due", reader_.place(),
                       "add rule = \"workday 5 at 09:00\", or cron = \"0 9 3 * *\"");
    if (cron != nullptr) {
      if (const auto read = parsed(reader_, "cron", read_cron)) schedule_.rule = *read;
    } else if (rule != nullptr) {
      read_rule_of(*rule);
    }
  }

  void read_rule_of(const toml::node& node) {
    const auto* table = node.as_table();
    const auto rule = table != nullptr ? rule_table(*table) : parsed(reader_, "rule", read_rule);
    if (!rule) return;
    if (!rule->at)
      complain("rule", "the rule does not say at what time", "write such as at 09:00 behind the day");
    schedule_.rule = *rule;
  }

  /// { workday = 3, at = "09:00", every = "month" }, put into the words of the other form.
  std::optional<CalendarRule> rule_table(const toml::table& table) {
    TomlReader reader(table, "the rule", diagnostics_);
    std::string text;
    for (const char* kind : {"workday", "day"})
      if (reader.node(kind) != nullptr)
        text += fmt::format("{} {} ", kind, reader.whole_number(kind, 1, -366, 366));
    if (reader.node("weekday") != nullptr) text += reader.text("weekday") + " ";
    if (reader.node("every") != nullptr) text += "every " + reader.text("every") + " ";
    if (reader.node("at") != nullptr) text += "at " + reader.text("at");
    TextFaults faults;
    auto rule = read_rule(text, faults);
    // The words stand nowhere in the file: the whole table is shown.
    for (const TextFault& fault : faults) reader.complain(invalid, fault.message, reader.place(), fault.hint);
    return rule;
  }

  /// The rule, or null where it is cron, of which this setting says nothing.
  CalendarRule* rule_for(std::string_view key) {
    auto* rule = std::get_if<CalendarRule>(&schedule_.rule);
    if (rule == nullptr)
      complain(key, fmt::format("{} belongs to a rule", key), "cron has months and days in its own fields");
    return rule;
  }

  void read_months() {
    const toml::node* node = reader_.node("months");
    if (node == nullptr) return;
    CalendarRule* rule = rule_for("months");
    if (rule == nullptr) return;
    if (rule->unit != RuleUnit::month)
      return complain("months", "months belong to a rule of every month", "leave them out");
    const auto* list = node->as_array();
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i)
      if (const auto* month = (*list)[i].as_integer();
          month != nullptr && month->get() >= 1 && month->get() <= 12)
        rule->months = static_cast<std::uint16_t>(rule->months | 1U << unsigned(month->get()));
      else
        return complain("months", "a month must be a number from 1 to 12",
                        "write such as months = [1, 4, 7, 10]");
    if (rule->months == 0)
      complain("months", "months must be a list of numbers", "write such as months = [1, 4, 7, 10]");
  }

  void read_shift() {
    if (reader_.node("shift") == nullptr) return;
    const DayShift shift = chosen("shift", shifts);
    CalendarRule* rule = rule_for("shift");
    if (rule == nullptr) return;
    if (rule->kind == RuleDay::workday && shift != DayShift::none)
      return complain("shift", "a working day needs no shift", "leave it out");
    rule->shift = shift;
  }

  void read_working_days() {
    if (const toml::node* node = reader_.node("weekend")) read_weekend(*node);
    const toml::node* node = reader_.node("holidays");
    if (node == nullptr) return;
    const std::vector<std::string> files = reader_.texts("holidays");
    if (files.size() > std::size_t(most_holiday_files))
      return complain("holidays", fmt::format("more than {} calendars of holidays", most_holiday_files),
                      "name those of the countries you work in");
    for (const std::string& file : files) {
      auto calendar =
          read_holidays((report_.folder / file).lexically_normal(), reader_.place_of(*node), diagnostics_);
      if (calendar) schedule_.working_days.calendars.push_back(std::move(*calendar));
    }
  }

  void read_weekend(const toml::node& node) {
    unsigned weekend = 0;
    for (const std::string& name : reader_.texts("weekend")) {
      const auto weekday = weekday_number(name);
      if (!weekday)
        return complain("weekend", fmt::format("'{}' is no day of the week", name),
                        "write such as weekend = [\"fri\", \"sat\"]");
      weekend |= 1U << unsigned(*weekday);
    }
    constexpr unsigned whole_week = (1U << 7) - 1;
    if (weekend == whole_week)
      return complain("weekend", "a week needs a working day", "write such as weekend = [\"sat\", \"sun\"]");
    if (node.is_array() || node.is_string()) schedule_.working_days.weekend = weekend;
  }

  void read_period() {
    if (reader_.node("period") != nullptr) {
      if (const auto period = parsed(reader_, "period", read_period_rule)) schedule_.period = *period;
      return;
    }
    const auto* rule = std::get_if<CalendarRule>(&schedule_.rule);
    schedule_.period = period_before(rule != nullptr ? rule->unit : RuleUnit::month);
    if (report_.period_place.empty()) return;
    TextFaults faults;
    if (const auto period = read_period_rule(report_.period_text, faults))
      schedule_.period = *period;
    else
      reader_.complain(invalid,
                       fmt::format("the period '{}' would be reported every time", report_.period_text),
                       report_.period_place,
                       fmt::format("add period = \"{}\" to [schedule]", plain_text(schedule_.period)));
  }

  void read_gate() {
    const toml::node* not_before = reader_.node("not_before");
    const toml::node* latest = reader_.node("latest");
    if (not_before == nullptr && latest == nullptr) return;
    if (not_before != nullptr) (void)chosen("not_before", gates);
    if (not_before == nullptr)
      return complain("latest", "latest belongs to not_before", "add not_before = \"sources complete\"");
    if (latest == nullptr)
      return complain("not_before", "a report cannot wait for ever", "add latest = \"day 10\"");
    if (const auto rule = parsed(reader_, "latest", read_rule)) schedule_.gate = ReadinessGate{*rule};
  }

  const Report& report_;
  Diagnostics& diagnostics_;
  Schedule schedule_;
  TomlReader reader_;  ///< Its end tells of unknown settings.
};

}  // namespace

std::optional<Schedule> read_schedule(const toml::table& table, const Report& report,
                                      Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.count(Severity::error);
  Schedule schedule = ScheduleReader(table, report, diagnostics).read();
  if (diagnostics.count(Severity::error) > before || !schedule.zone.is_known()) return std::nullopt;
  return schedule;
}

std::optional<CalendarRule> read_day_rule(TomlReader& reader, std::string_view key) {
  return parsed(reader, key, read_rule);
}

}  // namespace kvali
