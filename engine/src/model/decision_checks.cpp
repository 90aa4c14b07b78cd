#include "model/decision_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "model/record_place.hpp"

namespace kvali {

namespace {

struct DecisionRecord {
  std::size_t row;
  std::string id, meeting;
  Date day;
};

/// Decisions that were in force on the last day that anything is known of.
std::map<std::string, DecisionRecord> in_force(const Table& table, const MeetingRecords& meetings,
                                               const Links& links, Date end) {
  std::map<std::string, DecisionRecord> decisions;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string status = canonical_text(table.scalar("status", row));
    const auto day = meetings.date_of(table.scalar("meeting", row));
    if ((!status.empty() && status != "in_force") || !day || *day > end) continue;
    const std::string id = canonical_text(table.scalar("dec_id", row));
    decisions.emplace(id, DecisionRecord{row, id, canonical_text(table.scalar("meeting", row)), *day});
  }
  for (const Link& link : links.all())
    if (link.relation == "supersedes" && decisions.contains(link.from.id) && link.to.kind == "decision")
      decisions.erase(link.to.id);
  return decisions;
}

}  // namespace

void check_decisions(const Workspace& merged, const MeetingRecords& meetings, const Links& links,
                     const Frame& frame, Diagnostics& diagnostics) {
  const Table* table = merged.find("decision");
  if (table == nullptr) return;
  const auto decisions = in_force(*table, meetings, links, std::min(frame.period.last, frame.as_of));
  std::map<Subject, std::vector<const DecisionRecord*>> by_subject;
  for (const Link& link : links.all()) {
    const auto decision = decisions.find(link.from.id);
    if (link.from.kind == "decision" && link.relation == "evidence" && decision != decisions.end())
      by_subject[link.to].push_back(&decision->second);
  }
  for (auto& [subject, all] : by_subject) {
    std::sort(all.begin(), all.end(), [](const DecisionRecord* a, const DecisionRecord* b) {
      return std::tie(a->day, a->id) < std::tie(b->day, b->id);
    });
    const DecisionRecord* before = nullptr;
    for (const DecisionRecord* decision : all) {
      if (before != nullptr && before->meeting != decision->meeting) {
        Diagnostic finding;
        finding.id = "M-10";
        finding.severity = Severity::warning;
        finding.message = fmt::format("decision {} is about {} {}, on which {} is in force", decision->id,
                                      subject.kind, subject.id, before->id);
        finding.hint =
            fmt::format("write {{supersedes={}}} if it takes its place, or say that both hold", before->id);
        finding.subject = fmt::format("decision={};{}={}", decision->id, subject.kind, subject.id);
        finding.value = before->id;
        finding.place = record_place(merged.evidence, table->row_evidence[decision->row]);
        diagnostics.add(std::move(finding));
      }
      before = decision;
    }
  }
}

}  // namespace kvali
