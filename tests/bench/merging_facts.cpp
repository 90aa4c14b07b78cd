#include "merging_facts.hpp"

#include <fmt/format.h>

#include <array>

namespace kvali::bench {

namespace {

constexpr std::size_t indicators = 200;
constexpr std::size_t months = 20;
constexpr std::size_t persons_per_meeting = 20;
constexpr std::array sexes{"f", "m"};
constexpr std::array ages{"0-4", "5-17", "18-35", "36-59", "60+"};
constexpr std::size_t categories = sexes.size() * ages.size();

/// Adds the records of a table one by one, each with its place in a source.
class Recorder {
 public:
  Recorder(Workspace& workspace, const char* source, const std::string& table, int rank)
      : workspace_(workspace), table_(table) {
    origin_ =
        workspace.evidence.add_origin({source, table, "{file}:{row}", std::string(source) + ".csv", rank});
    if (workspace.find(table_) == nullptr) workspace.add(table_);
  }

  template <class Value>
  void put(const char* column, Type type, Value value) {
    Table& table = workspace_.tables.at(table_);
    Column* found = table.find(column);
    (found != nullptr ? *found : table.add(column, type)).append(value);
  }
  void end() {
    SourceRef record;
    record.origin = origin_;
    record.row = ++row_;
    workspace_.tables.at(table_).row_evidence.push_back(workspace_.evidence.add(record));
  }

 private:
  Workspace& workspace_;
  std::string table_;
  std::uint32_t origin_ = 0;
  std::int64_t row_ = 1;
};

void add_indicators(Workspace& workspace) {
  Recorder record(workspace, "plan", "indicator", 50);
  for (std::size_t i = 0; i < indicators; ++i) {
    record.put("indicator_id", Type::text, std::string_view(fmt::format("{}.{}", i / 10 + 1, i % 10 + 1)));
    record.put("title", Type::text, std::string_view(fmt::format("Indicator {}", i)));
    record.put("measure", Type::text, "unit");
    record.put("direction", Type::text, "up");
    record.put("agg_time", Type::text, "sum");
    record.put("agg_space", Type::text, "sum");
    record.put("frequency", Type::text, "month");
    record.end();
  }
}

/// Observation i of the numbering of places, then indicators, months and categories.
void add_observation(Recorder& record, std::size_t i) {
  const std::size_t category = i % categories;
  const std::size_t month = i / categories % months;
  const std::size_t indicator = i / categories / months % indicators;
  const std::size_t place = i / categories / months / indicators;
  const Date first = *make_date(2020 + int(month / 12), unsigned(month % 12 + 1), 1);
  record.put("indicator", Type::text,
             std::string_view(fmt::format("{}.{}", indicator / 10 + 1, indicator % 10 + 1)));
  const Period period = period_around(first, PeriodKind::month);
  record.put("period_first", Type::date, period.first);
  record.put("period_last", Type::date, period.last);
  record.put("loc", Type::text, std::string_view(fmt::format("GE-{:03}", place)));
  record.put("disagg", Type::text,
             std::string_view(fmt::format("age={};sex={}", ages[category / 2], sexes[category % 2])));
  record.put("reporter_org", Type::text, std::string_view(fmt::format("Partner {:02}", place % 12)));
  record.put("value", Type::decimal, Decimal(std::int64_t(i * 7919 % 500)));
  record.end();
}

void add_observations(Workspace& workspace, std::size_t rows) {
  const std::size_t repeated = rows / 100;
  Recorder offices(workspace, "offices", "observation", 50);
  for (std::size_t i = 0; i + repeated < rows; ++i) add_observation(offices, i);
  Recorder partner(workspace, "partner", "observation", 40);
  for (std::size_t i = 0; i < repeated; ++i) add_observation(partner, i * 97);
}

void add_meetings(Workspace& workspace, std::size_t attendances) {
  Recorder meeting(workspace, "minutes", "meeting", 50);
  Recorder person(workspace, "minutes", "attendance", 50);
  for (std::size_t m = 0; m * persons_per_meeting < attendances; ++m) {
    const std::string id = fmt::format("meeting-{:05}", m);
    meeting.put("meeting_id", Type::text, std::string_view(id));
    meeting.put("date", Type::date, *make_date(2020, unsigned(m % 12 + 1), unsigned(m % 28 + 1)));
    meeting.end();
    for (std::size_t p = 0; p < persons_per_meeting; ++p) {
      person.put("meeting", Type::text, std::string_view(id));
      person.put("seq", Type::integer, std::int64_t(p + 1));
      person.put("person", Type::text, std::string_view(fmt::format("Person {}", (m * 31 + p * 7) % 4000)));
      person.put("sex", Type::text, sexes[(m + p) % 2]);
      person.end();
    }
  }
}

}  // namespace

Workspace collected_facts(std::size_t rows) {
  Workspace workspace;
  add_indicators(workspace);
  add_observations(workspace, rows);
  add_meetings(workspace, rows / 5);
  return workspace;
}

Frame merging_frame() {
  const Period last = period_around(*make_date(2020 + int(months / 12), months % 12, 1), PeriodKind::month);
  return {last, make_date(2020, 1, 1), make_date(2022, 12, 31), last.last};
}

}  // namespace kvali::bench
