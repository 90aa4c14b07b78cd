#include "merge/meeting_days.hpp"

namespace kvali {

void complete_meeting_days(Workspace& workspace) {
  const auto found = workspace.tables.find("meeting");
  if (found == workspace.tables.end() || found->second.find("start") == nullptr) return;
  Table& meetings = found->second;
  if (meetings.find("date") == nullptr) meetings.add("date", Type::date);
  Column days("date", Type::date);
  for (std::size_t row = 0; row < meetings.row_evidence.size(); ++row) {
    const Column& known = meetings.at("date");
    const bool missing = row >= known.size() || known.missing(row);
    days.append_scalar(missing ? meetings.scalar("start", row) : known.scalar(row));
    const EvidenceId evidence = missing ? meetings.at("start").evidence(row) : known.evidence(row);
    if (evidence != 0) days.set_evidence(evidence);
  }
  meetings.at("date") = std::move(days);
}

}  // namespace kvali
