#include "model/coverage.hpp"

#include <map>
#include <set>

namespace kvali {

namespace {

/// Id -> the records that name it.
using Named = std::map<std::string, std::vector<EvidenceId>>;

class CoverageReader {
 public:
  CoverageReader(const Workspace& merged, const MeetingRecords& meetings, const Links& links, Date end)
      : merged_(merged), meetings_(meetings), end_(end) {
    read_observations();
    read_activities();
    read_meetings();
    read_said("statement", "org", "org");
    read_said("need", "loc", "location");
    read_links(links);
  }

  std::vector<CoverageGap> gaps() {
    std::vector<CoverageGap> all;
    for (const std::string kind : {"activity", "location", "org"}) {
      const Named& reported = reported_[kind];
      const Named& met = met_[kind];
      if (reported.empty() || met.empty()) continue;
      for (const auto& [id, records] : reported)
        if (!met.contains(id)) all.push_back({kind, id, false, records});
      for (const auto& [id, records] : met)
        if (!reported.contains(id)) all.push_back({kind, id, true, records});
    }
    return all;
  }

 private:
  static void note(Named& named, const std::string& id, EvidenceId record) {
    if (!id.empty()) named[id].push_back(record);
  }

  void read_observations() {
    const Table* table = merged_.find("observation");
    if (table == nullptr) return;
    std::set<std::string> places;
    if (const Table* locations = merged_.find("location"))
      for (std::size_t row = 0; row < locations->rows(); ++row)
        places.insert(canonical_text(locations->scalar("loc_id", row)));
    for (std::size_t row = 0; row < table->rows(); ++row) {
      if (table->at("period_first").date(row) > end_) continue;
      const EvidenceId record = table->row_evidence[row];
      note(reported_["org"], canonical_text(table->scalar("reporter_org", row)), record);
      note(reported_["location"], canonical_text(table->scalar("loc", row)), record);
      note(reported_["activity"], canonical_text(table->scalar("activity", row)), record);
      note_categories(canonical_text(table->scalar("disagg", row)), places, record);
    }
  }

  /// "municipality=zghvispira;sex=f": a category may be a place.
  void note_categories(std::string_view key, const std::set<std::string>& places, EvidenceId record) {
    while (!key.empty()) {
      const std::size_t end = std::min(key.find(';'), key.size());
      const std::string category(key.substr(0, end).substr(key.substr(0, end).find('=') + 1));
      if (places.contains(category)) note(reported_["location"], category, record);
      key.remove_prefix(std::min(end + 1, key.size()));
    }
  }

  void read_activities() {
    const Table* table = merged_.find("activity");
    for (std::size_t row = 0; table != nullptr && row < table->rows(); ++row) {
      const std::string status = canonical_text(table->scalar("status", row));
      if (status == "ongoing" || status == "done" || status == "delayed")
        note(reported_["activity"], canonical_text(table->scalar("activity_id", row)),
             table->row_evidence[row]);
    }
  }

  [[nodiscard]] bool counts(const MeetingRecord* meeting) const {
    return meeting != nullptr && meeting->held && (!meeting->date || *meeting->date <= end_);
  }

  void read_meetings() {
    const Table* meetings = merged_.find("meeting");
    const Table* attendance = merged_.find("attendance");
    for (const MeetingRecord& meeting : meetings_.all()) {
      if (!counts(&meeting)) continue;
      const EvidenceId record = meetings->row_evidence[meeting.row];
      note(met_["org"], canonical_text(meetings->scalar("organiser", meeting.row)), record);
      note(met_["location"], canonical_text(meetings->scalar("loc", meeting.row)), record);
      for (const std::size_t row : meeting.attendance)
        note(met_["org"], canonical_text(attendance->scalar("org", row)), attendance->row_evidence[row]);
    }
  }

  void read_said(std::string_view table_name, std::string_view field, const std::string& kind) {
    const Table* table = merged_.find(table_name);
    for (std::size_t row = 0; table != nullptr && row < table->rows(); ++row)
      if (counts(meetings_.find(table->scalar("meeting", row))))
        note(met_[kind], canonical_text(table->scalar(field, row)), table->row_evidence[row]);
  }

  void read_links(const Links& links) {
    for (const Link& link : links.all())
      if (!link.by_rule && met_kinds_.contains(link.to.kind))
        note(met_[link.to.kind], link.to.id, link.record);
  }

  const Workspace& merged_;
  const MeetingRecords& meetings_;
  Date end_;
  std::map<std::string, Named> reported_, met_;
  std::set<std::string> met_kinds_{"activity", "location", "org"};
};

}  // namespace

std::vector<CoverageGap> coverage_gaps(const Workspace& merged, const MeetingRecords& meetings,
                                       const Links& links, Date end) {
  return CoverageReader(merged, meetings, links, end).gaps();
}

}  // namespace kvali
