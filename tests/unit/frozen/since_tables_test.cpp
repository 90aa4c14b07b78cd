#include "frozen/since_tables.hpp"

#include "catch.hpp"
#include "frozen/facts_to_freeze.hpp"
#include "frozen/frozen_text.hpp"
#include "frozen_sample.hpp"
#include "model/finance_tables.hpp"
#include "model/report_tables.hpp"
#include "model_facts.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

ModelFacts facts_with(const char* women, const char* note, const char* status) {
  ModelFacts facts;
  facts
      .with("indicator", {"indicator_id", "code", "title@en", "direction"}, {{"i", "1.1", "Trained", "none"}})
      .with("target", {"indicator", "scope", "value"},
            {{"i", "LOP", women == std::string("4") ? "90" : "95"}})
      .with("budget_line", {"line_id", "title@en", "amount", "currency"},
            {{"s", "Staff", women == std::string("4") ? "1000" : "900", "EUR"}})
      .with("meeting", {"meeting_id", "date"}, {{"m", "2020-10-20"}})
      .with("action_point", {"action_id", "meeting", "text@en", "status", "firm"},
            {{"leaflet", "m", "Print the leaflet", status, "yes"},
             {status == std::string("done") ? "room" : "hall", "m", "Would lend a room", "open", "no"}});
  return facts.with("observation", {"indicator", "period", "disagg", "value", "note@en"},
                    {{"i", "2020-10", "sex=f", women, note}, {"i", "2020-10", "sex=m", "3", "~"}});
}

/// The report on November, where October was frozen with four women.
struct November : Mapped {
  explicit November(const FrozenReport& last, std::vector<SubmissionEvent> events = {}) {
    static const Locale english("en");
    const Catalogue words(english);
    ModelFacts facts = facts_with("6", "Two forms came late", "done");
    Workspace& merged = facts.merged();
    const Frame frame = frame_of("2020-11");
    const Figures figures = compute_figures(merged, frame, findings);
    const Finance finance = compute_finance(merged, frame, in_euros(), findings);
    workspace = report_tables(merged, figures, frame, words, findings, findings);
    LanguageView language("en", merged.evidence, findings);
    add_finance_tables(merged, finance, frame, findings, words, language, workspace);
    SinceLast since;
    since.last = last;
    since.last->report = "small";
    since.events = std::move(events);
    since.standing = standing_of(since.events, "small", name_of(*since.last).text());
    since.corrections = corrections_since(*since.last, merged, figures, finance);
    add_since_tables(since, merged, figures, findings, words, language, workspace);
    stated = since_facts(since, words);
  }
  [[nodiscard]] std::string fact(const std::string& name) const {
    return canonical_text(stated.at("last_report." + name));
  }
  std::map<std::string, Scalar, std::less<>> stated;
};

FrozenReport october() {
  ModelFacts facts = facts_with("4", "~", "open");
  static const Locale english("en");
  const Catalogue words(english);
  Workspace& merged = facts.merged();
  const Frame frame = frame_of("2020-10");
  Diagnostics found;
  const Figures figures = compute_figures(merged, frame, found);
  const Finance finance = compute_finance(merged, frame, in_euros(), found);
  FrozenReport facts_of_october = facts_to_freeze(merged, figures, finance, frame,
                                                  report_tables(merged, figures, frame, words, found, found));
  facts_of_october.revision = 1;
  return facts_of_october;
}

}  // namespace

TEST_CASE("corrections have old, new, difference and reason, parts behind their total", "[frozen]") {
  const November tables(october());
  CHECK(tables.rows("corrections", {"code", "title", "part_label", "period", "before", "after", "difference",
                                    "part", "reason"}) ==
        Texts{"1.1|Trained|-|October 2020|7|9|2|false|Two forms came late",
              "1.1|Trained|women|October 2020|4|6|2|true|Two forms came late"});
}

TEST_CASE("what else is new since the last report is told by kind", "[frozen]") {
  const November tables(october());
  CHECK(tables.rows("changes", {"kind", "title", "before", "after"}) ==
        Texts{"figure|Trained|7|9", "action_closed|Print the leaflet|-|-", "target|Trained|90|95",
              "budget|Staff|1000|900"});
}

TEST_CASE("a part that the last report withheld shows neither its old nor its new value", "[frozen]") {
  FrozenReport last = october();
  for (FrozenFigure& figure : last.figures)
    if (figure.key.group == "sex=m") figure.to_date.withheld = true;
  const November tables(last);
  const Table& corrections = *tables.workspace.find("corrections");
  CHECK_FALSE(corrections.at("before").missing(0));
  for (const char* column : {"before", "after", "difference"})
    CHECK(corrections.at(column).mark(1) == Mark::withheld);  // Women are the rest of a total that is shown.
}

TEST_CASE("a sentence can tell of the last report and where it stands", "[frozen]") {
  const November frozen_only(october());
  CHECK(frozen_only.fact("period") == "October 2020");
  CHECK(frozen_only.fact("status") == "frozen");
  CHECK(frozen_only.stated.at("last_report.submitted_on") == Scalar{Mark::not_applicable});
  const November accepted(october(), {{"small", "2020-10.r1", "submitted", day_of("2020-11-08"), "12/20", {}},
                                      {"small", "2020-10.r1", "accepted", day_of("2020-11-15"), {}, "thanks"},
                                      {"other", "2020-09.r1", "submitted", day_of("2020-10-08"), "1", {}}});
  CHECK(accepted.fact("reference") == "12/20");
  CHECK(accepted.rows("reports",
                      {"period", "revision", "submitted_on", "reference", "status", "answered_on"}) ==
        Texts{"October 2020|1|2020-11-08|12/20|accepted|2020-11-15"});
}

TEST_CASE("a first report has the tables without rows and the facts without values", "[frozen]") {
  static const Locale english("en");
  const Catalogue words(english);
  Mapped mapped;
  LanguageView language("en", mapped.workspace.evidence, mapped.findings);
  add_since_tables({}, mapped.workspace, {}, {}, words, language, mapped.workspace);
  for (const char* name : {"corrections", "changes", "reports"})
    CHECK(mapped.workspace.find(name)->rows() == 0);
  CHECK(since_facts({}, words).at("last_report.period") == Scalar{Mark::not_applicable});
}
