#include "model/meeting_checks.hpp"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <string>

#include "model/record_place.hpp"

namespace kvali {

namespace {

/// The people counted in each meeting; nothing for a meeting with a group nobody counted.
std::map<std::string, std::optional<std::int64_t>> counted_by_meeting(const Table& attendance) {
  std::map<std::string, std::optional<std::int64_t>> counted;
  for (std::size_t row = 0; row < attendance.rows(); ++row) {
    const auto [it, is_new] = counted.emplace(canonical_text(attendance.scalar("meeting", row)), 0);
    const Scalar count = attendance.scalar("count", row);
    if (is_missing(count)) it->second.reset();
    if (it->second) *it->second += std::get<std::int64_t>(count);
  }
  return counted;
}

/// Without a day a point that is done would stand in every report to come.
void check_actions(const Workspace& merged, Diagnostics& diagnostics) {
  const Table* actions = merged.find("action_point");
  for (std::size_t row = 0; actions != nullptr && row < actions->rows(); ++row) {
    if (canonical_text(actions->scalar("status", row)) != "done") continue;
    if (!is_missing(actions->scalar("closed_on", row)) || !is_missing(actions->scalar("as_of", row)))
      continue;
    Diagnostic finding;
    finding.id = "M-09";
    finding.severity = Severity::warning;
    finding.subject = "action=" + canonical_text(actions->scalar("action_id", row));
    finding.message = fmt::format("action point {} is done, and nothing says since when",
                                  canonical_text(actions->scalar("action_id", row)));
    finding.hint = "fill in closed_on; until then every report shows it";
    finding.place = record_place(merged.evidence, actions->row_evidence[row]);
    diagnostics.add(std::move(finding));
  }
}

}  // namespace

void check_meetings(const Workspace& merged, Diagnostics& diagnostics) {
  check_actions(merged, diagnostics);
  const Table* meetings = merged.find("meeting");
  const Table* attendance = merged.find("attendance");
  if (meetings == nullptr || attendance == nullptr) return;
  const auto counted = counted_by_meeting(*attendance);
  for (std::size_t row = 0; row < meetings->rows(); ++row) {
    const Scalar stated = meetings->scalar("att_total", row);
    const auto it = counted.find(canonical_text(meetings->scalar("meeting_id", row)));
    if (is_missing(stated) || it == counted.end() || !it->second) continue;
    if (std::get<std::int64_t>(stated) == *it->second) continue;
    Diagnostic finding;
    finding.id = "M-03";
    finding.message = fmt::format("meeting {}: the attendance list adds up to {}, the stated total is {}",
                                  it->first, *it->second, std::get<std::int64_t>(stated));
    finding.hint = "correct the list or the total; people of unknown sex count too";
    finding.subject = "meeting=" + it->first;
    finding.value = fmt::format("{} / {}", *it->second, std::get<std::int64_t>(stated));
    const auto refs = merged.evidence.refs(meetings->row_evidence[row]);
    if (!refs.empty()) finding.place = {merged.evidence.place(refs.front()), 0, 0, 0};
    diagnostics.add(std::move(finding));
  }
}

}  // namespace kvali
