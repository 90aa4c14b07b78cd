#include "frozen/corrections.hpp"

#include "catch.hpp"
#include "frozen/facts_to_freeze.hpp"
#include "model_facts.hpp"

using namespace kvali;
using Rows = ModelFacts::Rows;
using Texts = std::vector<std::string>;

namespace {

/// What is known of one indicator and one budget line at the end of a month.
struct State {
  Rows observations;
  Rows payments;

  [[nodiscard]] ModelFacts facts() const {
    ModelFacts facts;
    facts.with("indicator", {"indicator_id", "direction"}, {{"1.1", "none"}});
    facts.with("observation", {"indicator", "period", "disagg", "value", "note@en"}, observations);
    facts.with("budget_line", {"line_id", "amount", "currency"}, {{"s", "1000", "EUR"}});
    return facts.with("expenditure", {"line", "date", "amount", "currency"}, payments);
  }
};

const State november{{{"1.1", "2020-10", "~", "20", "~"},
                      {"1.1", "2020-11", "sex=f", "4", "late bus"},
                      {"1.1", "2020-11", "sex=m", "3", "~"}},
                     {{"s", "2020-11-03", "100", "EUR"}}};

FrozenReport frozen(const State& state) {
  ModelFacts facts = state.facts();
  const Frame frame = frame_of("2020-11");
  Workspace& merged = facts.merged();
  Diagnostics found;
  const Figures figures = compute_figures(merged, frame, found);
  const Finance finance = compute_finance(merged, frame, in_euros(), found);
  return facts_to_freeze(merged, figures, finance, frame, {});
}

struct Compared {
  std::vector<Correction> corrections;
  Diagnostics findings;
};

/// December's report against what was frozen of November.
Compared december(const State& now, const FrozenReport& last = frozen(november)) {
  ModelFacts facts = now.facts();
  Workspace& merged = facts.merged();
  Diagnostics found;
  const Figures figures = compute_figures(merged, frame_of("2020-12"), found);
  Frame then = frame_of("2020-11");
  then.as_of = parse_iso_date("2020-12-31").value();
  Compared result;
  result.corrections =
      corrections_since(last, merged, figures, compute_finance(merged, then, in_euros(), found));
  check_corrections(last, result.corrections, merged, figures, result.findings);
  return result;
}

State changed(std::size_t row, const std::vector<std::string>& to) {
  State now = november;
  now.observations[row] = to;
  return now;
}

Texts messages(const Compared& compared) {
  Texts all;
  for (const Diagnostic& finding : compared.findings.all()) all.push_back(finding.message);
  return all;
}

}  // namespace

TEST_CASE("nothing is corrected where a month was only added", "[frozen]") {
  State now = november;
  now.observations.push_back({"1.1", "2020-12", "~", "9", "~"});
  now.payments.push_back({"s", "2020-12-03", "50", "EUR"});
  CHECK(december(now).corrections.empty());
}

TEST_CASE("a value that changed is told with old, new and place", "[frozen]") {
  const Compared compared = december(changed(0, {"1.1", "2020-10", "~", "22", "~"}));
  CHECK(messages(compared) == Texts{"indicator 1.1 for 2020-10 was reported as 20 and is 22 now"});
  const Diagnostic& finding = compared.findings.all().front();
  CHECK(finding.id == "I-21");
  CHECK(finding.severity == Severity::info);
  CHECK(finding.subject == "indicator=1.1;period=2020-10");
  CHECK(finding.value == "20 / 22");
  CHECK_FALSE(finding.place.empty());
  CHECK_FALSE(finding.hint.empty());
}

TEST_CASE("a corrected group is part of its total's correction", "[frozen]") {
  const Compared compared = december(changed(1, {"1.1", "2020-11", "sex=f", "6", "late bus"}));
  REQUIRE(compared.corrections.size() == 2);
  CHECK(compared.corrections[0].key.is_total());
  CHECK(compared.corrections[1].key.group == "sex=f");
  CHECK(compared.corrections[1].part);
  CHECK(messages(compared) == Texts{"indicator 1.1 for 2020-11 was reported as 7 and is 9 now"});
}

TEST_CASE("groups that change while their total stays are corrections of their own", "[frozen]") {
  State now = changed(1, {"1.1", "2020-11", "sex=f", "3", "~"});
  now.observations[2] = {"1.1", "2020-11", "sex=m", "4", "~"};
  CHECK(messages(december(now)) == Texts{"indicator 1.1 (sex=f) for 2020-11 was reported as 4 and is 3 now",
                                         "indicator 1.1 (sex=m) for 2020-11 was reported as 3 and is 4 now"});
}

TEST_CASE("late data and data that went are corrections to and from nothing", "[frozen]") {
  State now = changed(0, {"1.1", "2020-09", "~", "5", "~"});
  CHECK(messages(december(now)) ==
        Texts{"indicator 1.1 for 2020-09 was reported as not recorded and is 5 now",
              "indicator 1.1 for 2020-10 was reported as 20 and is not recorded now"});
}

TEST_CASE("a new note gives the reason, one that was there before does not", "[frozen]") {
  const Compared with_reason = december(changed(0, {"1.1", "2020-10", "~", "22", "two forms came late"}));
  CHECK(with_reason.corrections.front().noted);
  CHECK(with_reason.findings.all().front().hint.empty());
  const Compared old_note = december(changed(1, {"1.1", "2020-11", "sex=f", "6", "late bus"}));
  CHECK_FALSE(old_note.corrections.front().noted);
}

TEST_CASE("an amount booked late on a month already reported is a correction of what was spent", "[frozen]") {
  State now = november;
  now.payments.push_back({"s", "2020-11-29", "12.50", "EUR"});
  const Compared compared = december(now);
  CHECK(messages(compared) ==
        Texts{"spending on budget line s until 2020-11-30 was reported as 100 and is 112.5 now"});
  CHECK(compared.findings.all().front().subject == "line=s;period=2020-11");
}

TEST_CASE("less than the smallest coin is no correction", "[frozen]") {
  FrozenReport last = frozen(november);
  last.finance.front().to_date.value = Decimal::parse("100.004");
  CHECK(december(november, last).corrections.empty());
}

TEST_CASE("an indicator that is gone is told once", "[frozen]") {
  FrozenReport last = frozen(november);
  last.figures.push_back({{"9.9", {}, {}}, {Decimal(4)}, {Decimal(4)}});
  last.figures.push_back({{"9.9", "sex=f", {}}, {Decimal(1)}, {Decimal(1)}});
  CHECK(messages(december(november, last)) ==
        Texts{"indicator 9.9 was in the report on 2020-11 and is gone"});
}
