#pragma once

#include "locale/catalogue.hpp"
#include "model/display_names.hpp"
#include "model/figures.hpp"
#include "model/links.hpp"
#include "model/meeting_records.hpp"

namespace kvali {

/// Meetings and achievements of one report in one language, as the tables that join them need both.
/// Everything but the index is borrowed.
struct JoinedRecords {
  JoinedRecords(const Workspace& merged, const Figures& figures, const Frame& frame, const Catalogue& words,
                LanguageView& language, Workspace& out);

  const Workspace& merged;
  const Figures& figures;
  const Frame& frame;
  Date end;  ///< The last day that anything is known of.
  const Catalogue& words;
  LanguageView& language;
  Workspace& out;  ///< Its table `results` stands in the order of the figures.
  DisplayNames names;
  MeetingRecords meetings;
  Diagnostics told;  ///< What is wrong with links is told once, not in every language.
  Links links;

  /// The meeting as a sentence names it; not applicable for none.
  [[nodiscard]] Scalar label_of(const MeetingRecord* meeting) const;
  [[nodiscard]] static Scalar date_of(const MeetingRecord* meeting);
  /// The row of `results` of an indicator.
  [[nodiscard]] std::size_t result_row(const IndicatorFigures& indicator) const;
};

/// `links`, and the column `discussed` of `results`: the meetings of the period that spoke of an indicator.
void add_link_tables(JoinedRecords& records);
/// `claims`, and the column `said` of `results`: what was said instead of the figure of the period.
void add_claim_tables(JoinedRecords& records);
/// `need_response` and `need_figures`.
void add_need_tables(JoinedRecords& records);
/// `coverage`.
void add_coverage_table(JoinedRecords& records);

}  // namespace kvali
