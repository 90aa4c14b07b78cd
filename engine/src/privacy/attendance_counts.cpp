#include "privacy/attendance_counts.hpp"

#include <algorithm>

#include "model/meeting_counts.hpp"

namespace kvali {

namespace {

constexpr std::array columns{"att_total", "female", "male", "unknown"};

std::string source_rule(const Table& indicators, std::size_t row) {
  return canonical_text(indicators.scalar("source_rule", row));
}

/// Everybody, women, men, all others, as one meeting adds them to a figure.
std::array<std::int64_t, columns.size()> people_in(const std::vector<MeetingFigure>& figures) {
  std::array<std::int64_t, columns.size()> people{};
  bool sexed = false;
  for (const MeetingFigure& figure : figures) {
    sexed = sexed || !figure.sex.empty();
    if (figure.sex.empty()) people[0] += figure.value;
    if (figure.sex == "f") people[1] += figure.value;
    if (figure.sex == "m") people[2] += figure.value;
    if (figure.sex == "x" || figure.sex == "u") people[3] += figure.value;
  }
  if (!sexed) people[3] = people[0];
  return people;
}

}  // namespace

bool counts_attendance(const Table& indicators, std::size_t row) {
  return source_rule(indicators, row).starts_with("attendance.");
}

void AttendanceCounts::add_indicator(const IndicatorFigures& figures) {
  const auto rule = parse_meeting_rule(source_rule(*sources_.merged.find("indicator"), figures.row));
  if (std::get_if<MeetingRule>(&rule) == nullptr) return;
  Counting counting{std::get<MeetingRule>(rule), figures.rule.frequency, {}, {}, {}};
  const auto add = [&](std::size_t sex, const char* name) {
    if (const auto cell = slices_.find(name, "period_actual")) counting.figures[sex].push_back(*cell);
  };
  add(1, "sex=f");
  add(2, "sex=m");
  add(3, "sex=x");
  add(3, "sex=u");
  countings_.push_back(std::move(counting));
}

void AttendanceCounts::add_meetings() {
  for (const char* name : {"meetings", "unheld_meetings"}) {
    const Table* table = sources_.tables.find(name);
    for (std::size_t row = 0; table != nullptr && row < table->rows(); ++row) add_meeting(*table, row);
  }
  for (const Counting& counting : countings_) close(counting);
}

void AttendanceCounts::add_meeting(const Table& table, std::size_t row) {
  slices_.begin({"meeting=" + row_key(table, row), false, {}});
  Cells parts;
  for (const char* column : columns) {
    const Scalar value = table.scalar(column, row);
    if (is_missing(value)) continue;
    const bool printed = sources_.printed.contains(table.name()) && sources_.printed.contains(column);
    slices_.add(column, {table.name(), row_key(table, row), column}, value, printed);
    const std::uint32_t cell = *slices_.find(column, column);
    if (slices_.value(cell) != 0 && slices_.value(cell) < small_)
      slices_.withhold(cell, CountOrigin::Cause::small);
    if (column != columns[0]) parts.push_back(cell);
  }
  const auto total = slices_.find(columns[0], columns[0]);
  if (total) slices_.add_breakdown("sex", columns[0], parts, {total, slices_.value(*total)}, small_);
  const MeetingRecord* record = records_.find(table.scalar("meeting", row));
  if (record == nullptr) return;
  for (Counting& counting : countings_) count(counting, *record);
}

void AttendanceCounts::count(Counting& counting, const MeetingRecord& meeting) {
  if (!meeting.date) return;
  const auto people = people_in(count_meeting(counting.rule, sources_.merged, meeting));
  // Who came is told by the meeting's sexes, unless the rule asks for one of them.
  const RuleCondition* sex = counting.rule.find("sex");
  const bool one_sex = sex != nullptr && !sex->negated && sex->words.size() == 1;
  for (std::size_t i = 0; i < people.size(); ++i) {
    const bool women = one_sex && sex->words.front() == "f", men = one_sex && sex->words.front() == "m";
    const char* column = i > 0 ? columns[i] : women ? columns[1] : men ? columns[2] : columns[0];
    if (people[i] == 0) continue;
    const std::uint32_t part = part_of(slices_.units(people[i]), column);
    auto& parts =
        i > 0 ? counting.parts[i] : counting.of_unit[period_around(*meeting.date, counting.frequency)];
    parts.push_back(part);
  }
}

/// The meeting's own count, where the rule counts all of them; else some of them.
std::uint32_t AttendanceCounts::part_of(std::int64_t people, const char* column) {
  const auto cell = slices_.find(column, column);
  if (cell && slices_.value(*cell) == people) return *cell;
  return slices_.add_some(people, people < (cell ? slices_.value(*cell) : 0) ? cell : std::nullopt);
}

void AttendanceCounts::close(const Counting& counting) {
  for (const auto& [unit, parts] : counting.of_unit) slices_.add_known_sum(parts);
  for (std::size_t sex = 1; sex < sexes; ++sex) {
    const Cells &figures = counting.figures[sex], &parts = counting.parts[sex];
    if (figures.empty() || parts.empty()) continue;
    if (slices_.sum(figures) == slices_.sum(parts))
      slices_.add_equal_sums(figures, parts);
    else
      slices_.add_known_sum(parts);
  }
}

}  // namespace kvali
