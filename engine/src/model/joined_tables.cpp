#include "model/joined_tables.hpp"

#include <algorithm>

#include "model/coverage.hpp"
#include "model/joined_records.hpp"
#include "model/meeting_label.hpp"

namespace kvali {

JoinedRecords::JoinedRecords(const Workspace& merged_records, const Figures& all_figures,
                             const Frame& report_frame, const Catalogue& catalogue, LanguageView& view,
                             Workspace& tables)
    : merged(merged_records),
      figures(all_figures),
      frame(report_frame),
      end(std::min(report_frame.period.last, report_frame.as_of)),
      words(catalogue),
      language(view),
      out(tables),
      names(merged_records, view),
      meetings(merged_records),
      links(merged_records, told) {}

Scalar JoinedRecords::label_of(const MeetingRecord* meeting) const {
  if (meeting == nullptr) return Mark::not_applicable;
  return meeting_label(*merged.find("meeting"), *meeting, words);
}

Scalar JoinedRecords::date_of(const MeetingRecord* meeting) {
  return meeting != nullptr && meeting->date ? Scalar{*meeting->date} : Scalar{Mark::not_recorded};
}

std::size_t JoinedRecords::result_row(const IndicatorFigures& indicator) const {
  return std::size_t(&indicator - figures.indicators.data());
}

void add_coverage_table(JoinedRecords& records) {
  Table table("coverage");
  for (const char* name : {"kind", "id", "name", "type", "gap"}) table.add(name, Type::text);
  std::map<std::string, Scalar> types;
  if (const Table* orgs = records.merged.find("org"))
    for (std::size_t row = 0; row < orgs->rows(); ++row)
      types.emplace(canonical_text(orgs->scalar("org_id", row)), orgs->scalar("type", row));
  for (const CoverageGap& gap : coverage_gaps(records.merged, records.meetings, records.links, records.end)) {
    const Scalar id{gap.id};
    table.at("kind").append(gap.kind);
    table.at("id").append(gap.id);
    table.at("name").append_scalar(gap.kind == "org"        ? records.names.org(id)
                                   : gap.kind == "location" ? records.names.place(id)
                                                            : records.names.activity(id));
    const auto type = types.find(gap.id);
    table.at("type").append_scalar(gap.kind == "org" && type != types.end() ? type->second
                                                                            : Scalar{Mark::not_applicable});
    table.at("gap").append(gap.in_meetings ? "no_report" : "no_meeting");
    table.row_evidence.push_back(records.out.evidence.join(gap.records));
  }
  records.out.tables.insert_or_assign("coverage", std::move(table));
}

void add_joined_tables(const Workspace& merged, const Figures& figures, const Frame& frame,
                       const Catalogue& words, LanguageView& language, Workspace& out) {
  JoinedRecords records(merged, figures, frame, words, language, out);
  add_link_tables(records);
  add_claim_tables(records);
  add_need_tables(records);
  add_coverage_table(records);
}

}  // namespace kvali
