#pragma once

#include "mapping.hpp"
#include "merge/merge.hpp"

namespace kvali {

/// Facts of several sources, merged.
struct Merged : Mapped {
  using Rows = std::vector<std::vector<std::string>>;

  /// Rows of a source, their headings the names of fields.
  Merged& with(const std::string& source, int rank, const std::string& table,
               const std::vector<std::string>& fields, const Rows& rows) {
    add(raw_table(fields, rows, workspace, source, rank), map_of(table), source);
    return *this;
  }
  Merged& run(std::vector<Decision> decisions = {}, Date printed_until = last_date) {
    workspace = merge(std::move(workspace), "/", findings, std::move(decisions), printed_until);
    return *this;
  }
  /// Sources and records behind a row, sorted.
  [[nodiscard]] std::vector<std::string> behind(const std::string& table, std::size_t row) const {
    std::vector<std::string> places;
    for (const SourceRef& ref : workspace.evidence.refs(workspace.find(table)->row_evidence[row]))
      places.push_back(workspace.evidence.place(ref));
    std::sort(places.begin(), places.end());
    return places;
  }
  /// The findings without their place and hint, sorted.
  [[nodiscard]] std::vector<std::string> told() const {
    std::vector<std::string> all;
    for (const Diagnostic& finding : findings.all()) all.push_back(finding.id + " " + finding.message);
    std::sort(all.begin(), all.end());
    return all;
  }
};

inline const std::vector<std::string> observation_fields{"indicator", "period", "value"};
inline const std::vector<std::string> ledger_indicators{"indicator_id", "code"};

/// Three indicators to refer to.
inline Merged with_indicators() {
  Merged merged;
  merged.with("plan", 100, "indicator", ledger_indicators, {{"i1", "1.1"}, {"i2", "1.2"}, {"i10", "1.10"}});
  return merged;
}

}  // namespace kvali
