#include "model/outside_project.hpp"

#include <fmt/format.h>

#include <set>

#include "model/reporting_units.hpp"

namespace kvali {

namespace {

/// More are counted, not named.
constexpr std::size_t most_named = 5;

std::string names_text(const std::set<std::string>& names) {
  return names.size() > most_named ? fmt::format("{} reporters", names.size())
                                   : fmt::format("{}", fmt::join(names, "; "));
}

}  // namespace

void tell_outside_project(const IndicatorRule& rule, const Period& project, const ObservationRows& from,
                          const RowValues& values, std::span<const ObservationRow> rows,
                          IndicatorFindings& findings) {
  std::vector<Period> periods;
  std::set<std::string> names;
  std::vector<EvidenceId> records;
  for (const ObservationRow& row : rows) {
    if (overlaps(project, row.period)) continue;
    if (!values.has_number(row.row, rule) && !values.has_text(row.row)) continue;
    if (periods.empty() || periods.back() != row.period) periods.push_back(row.period);
    if (std::string name = from.reporter(row.reporter).text(); !name.empty()) names.insert(std::move(name));
    records.push_back(values.evidence(row.row));
  }
  if (periods.empty()) return;
  const std::string when = units_text(periods);
  FindingKey key = about(rule);
  key.subject += ";outside";
  key.value = when;
  findings.add(
      {"I-24", Severity::error,
       names.empty() ? fmt::format("indicator {}: values for {} lie outside the project", rule.id, when)
                     : fmt::format("indicator {}: values of {} for {} lie outside the project", rule.id,
                                   names_text(names), when),
       std::move(key), "correct the period, or the project's start and end in report.toml"},
      records);
}

}  // namespace kvali
