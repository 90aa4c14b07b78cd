#include "compose/vocabulary.hpp"

#include <array>

namespace kvali {

namespace {

constexpr std::array<std::string_view, 12> tables = {"results", "series",     "disaggregation", "meetings",
                                                     "agenda",  "statements", "decisions",      "needs",
                                                     "actions", "findings",   "sources",        "conflicts"};

/// Parallel to `tables`; column names parted by one space.
constexpr std::array<std::string_view, 12> columns = {
    "indicator code title unit result_code result_title level measure decimals direction baseline target "
    "period_target period_actual to_date achievement deviation status status_key reported expected note",
    "indicator code title month first actual target cumulative",
    "indicator code title dimension category category_label period_actual to_date",
    "meeting number title date mode type organiser organisations att_total female male unknown",
    "meeting seq title presenter",
    "meeting org person_role kind text verbatim date",
    "meeting date text status",
    "meeting date population sector location text status",
    "action meeting date text owner due firm status age_days overdue_days",
    "id severity message place hint",
    "source plugin records as_of",
    "what field chosen other rule note"};

constexpr std::array<std::string_view, 22> facts = {
    "project.id",       "project.title",    "project.donor",    "project.agreement", "project.start",
    "project.end",      "project.currency", "project.timezone", "project.country",   "project.organisation",
    "project.partners", "project.contact",  "project.location", "report.id",         "report.title",
    "report.revision",  "report.as_of",     "report.audience",  "report.lang",       "report.draft",
    "report.author",    "report.template"};

}  // namespace

std::span<const std::string_view> known_tables() {
  return tables;
}

std::vector<std::string_view> known_columns(std::string_view table) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    if (tables[i] != table) continue;
    std::string_view rest = columns[i];
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      names.push_back(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return names;
}

std::span<const std::string_view> known_facts() {
  return facts;
}

}  // namespace kvali
