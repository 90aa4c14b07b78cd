#include "model/finance.hpp"

#include "catch.hpp"
#include "model_facts.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

const Texts budget{"line_id", "code", "heading@en", "amount"};
const Texts ledger{"line", "date", "amount", "currency", "kind", "doc_no"};

struct Books {
  Finance finance;
  Diagnostics findings;
  Evidence evidence;

  [[nodiscard]] const FinanceLine& line(const std::string& id) const {
    for (const FinanceLine& line : finance.lines)
      if (line.id == id) return line;
    FAIL("no line " << id);
    return finance.lines.front();
  }
  [[nodiscard]] std::string told(const char* id) const {
    const Diagnostic* finding = finding_of(findings, id);
    return finding != nullptr ? finding->message : "";
  }
};

Books books(ModelFacts facts, const Frame& frame, const MoneyRules& rules = in_euros()) {
  Books result;
  Workspace& merged = facts.merged();
  CHECK(short_texts(facts.findings).empty());
  result.finance = compute_finance(merged, frame, rules, result.findings);
  result.evidence = merged.evidence;
  return result;
}

ModelFacts two_lines() {
  ModelFacts facts;
  return facts.with(
      "budget_line", budget,
      {{"s", "1.1", "Staff", "1000"}, {"t", "1.2", "Staff", "500"}, {"v", "2.1", "Travel", "100"}});
}

/// A year that is half over at the end of June, so that half spent is no finding.
Frame june() {
  return frame_of("2020-06", "2020-01-01", "2020-12-31");
}

}  // namespace

TEST_CASE("money on no budget line is in no sum, and the total says so", "[model]") {
  ModelFacts facts = two_lines().with("expenditure", ledger,
                                      {{"1.1", "2020-06-30", "200", "EUR", "~", "1"},
                                       {"~", "2020-06-01", "250", "EUR", "~", "2"},
                                       {"~", "2020-07-01", "99", "EUR", "~", "3"}});
  CHECK(ids_of(facts.findings) == std::vector<std::string>{"D-09"});
  Workspace& merged = facts.merged();
  Diagnostics findings;
  const Finance finance = compute_finance(merged, june(), in_euros(), findings);
  CHECK(shown(finance.total.to_date) == "200");
  CHECK(finance.total.to_date.at_least);
  CHECK(finance.total.period.at_least);
  CHECK(finance.total.partial);
  const auto unbooked = std::find_if(finance.lines.begin(), finance.lines.end(),
                                     [](const FinanceLine& line) { return line.id == no_line; });
  REQUIRE(unbooked != finance.lines.end());
  CHECK(shown(unbooked->remaining) == "<not_recorded>");
  CHECK(unbooked->left_out.unbooked == std::set<std::string>{"250 EUR"});
  CHECK(finance.lines.front().to_date.at_least == (finance.lines.front().id == no_line));
}

TEST_CASE("the finance table knows approved, this period, to date and what remains", "[model]") {
  const Books done = books(two_lines().with("expenditure", ledger,
                                            {{"1.1", "2020-05-31", "300.10", "EUR", "~", "1"},
                                             {"1.1", "2020-06-30", "200.20", "EUR", "actual", "2"},
                                             {"t", "2020-06-01", "250.30", "EUR", "~", "3"},
                                             {"t", "2020-07-01", "99", "EUR", "~", "4"}}),
                           june());
  CHECK(shown(done.line("s").approved) == "1000");
  CHECK(shown(done.line("s").period) == "200.2");
  CHECK(shown(done.line("s").to_date) == "500.3");
  CHECK(shown(done.line("s").remaining) == "499.7");
  CHECK(shown(done.line("s").share) == "0.5");
  CHECK(shown(done.finance.total.approved) == "1600");
  CHECK(shown(done.finance.total.to_date) == "750.6");
  REQUIRE(done.finance.headings.size() == 2);
  CHECK(shown(done.finance.headings[0].period) == "450.5");
  CHECK(ids_of(done.findings) == Texts{"F-08"});  // July, when the data stand at 30 June.
  CHECK(done.evidence.refs(done.line("s").to_date.evidence).size() == 2);
}

TEST_CASE("a line without an entry has spent nothing only where the ledger has entries", "[model]") {
  const Books with =
      books(two_lines().with("expenditure", ledger, {{"s", "2020-06-02", "5", "EUR", "~", "~"}}), june());
  CHECK(shown(with.line("v").period) == "0");
  CHECK(shown(with.line("v").to_date) == "0");
  CHECK_FALSE(with.finance.total.partial);
  const Books without = books(two_lines(), june());
  CHECK(shown(without.line("v").period) == "<not_recorded>");
  CHECK(shown(without.finance.total.to_date) == "<not_recorded>");
}

TEST_CASE("an empty cell is not recorded, and the total without it is partial", "[model]") {
  const Books done = books(two_lines().with("expenditure", {"line", "period", "amount"},
                                            {{"s", "2020-06", "5"}, {"t", "2020-06", "~"}}),
                           june());
  CHECK(shown(done.line("t").period) == "<not_recorded>");
  CHECK(shown(done.line("t").to_date) == "<not_recorded>");
  CHECK(done.line("t").left_out.blank == 1);
  CHECK(done.finance.total.partial);
  CHECK(done.finance.total.period.at_least);
}

TEST_CASE("refunds come back, commitments and advances are not spent", "[model]") {
  const Books done = books(two_lines().with("expenditure", ledger,
                                            {{"s", "2020-06-01", "100", "EUR", "actual", "1"},
                                             {"s", "2020-06-02", "30", "EUR", "refund", "2"},
                                             {"s", "2020-06-03", "-10", "EUR", "refund", "3"},
                                             {"s", "2020-06-04", "500", "EUR", "commitment", "4"},
                                             {"s", "2020-06-05", "70", "EUR", "advance", "5"}}),
                           june());
  CHECK(shown(done.line("s").period) == "60");
  CHECK(shown(done.line("s").committed) == "500");
  CHECK(shown(done.line("s").advances) == "70");
  CHECK(done.told("F-09").empty());
}

TEST_CASE("two payments of one day and amount are two, one document is one", "[model]") {
  const Books done = books(two_lines().with("expenditure", ledger,
                                            {{"s", "2020-06-01", "50", "EUR", "~", "~"},
                                             {"s", "2020-06-01", "50", "EUR", "~", "~"},
                                             {"t", "2020-06-01", "50", "EUR", "~", "17"},
                                             {"t", "2020-06-01", "50", "EUR", "~", "17"}}),
                           june());
  CHECK(shown(done.line("s").period) == "100");
  CHECK(shown(done.line("t").period) == "50");
}

TEST_CASE("other currencies are converted by the rate of the month, either way round", "[model]") {
  const Texts rates{"from", "to", "period", "rate"};
  const Books done = books(
      two_lines()
          .with("expenditure", ledger,
                {{"s", "2020-06-15", "320", "GEL", "~", "1"}, {"t", "2020-06-15", "10", "usd", "~", "2"}})
          .with("fx_rate", rates, {{"EUR", "GEL", "2020-06", "3.2"}, {"USD", "EUR", "2020-06", "0.9"}}),
      june());
  CHECK(shown(done.line("s").period) == "100");
  CHECK(shown(done.line("t").period) == "9");
  CHECK(done.finance.rates.size() == 2);
  // The payment and the rate are both behind the figure.
  CHECK(done.evidence.refs(done.line("s").period.evidence).size() == 2);
  CHECK(done.told("F-04").empty());
}

TEST_CASE("each converted amount is rounded once, so that lines add up to the total that is printed",
          "[model]") {
  const Books done = books(
      two_lines()
          .with("expenditure", ledger,
                {{"s", "2020-06-15", "10", "GEL", "~", "1"}, {"t", "2020-06-15", "10", "GEL", "~", "2"}})
          .with("fx_rate", {"from", "to", "period", "rate"}, {{"EUR", "GEL", "2020-06", "3"}}),
      june());
  CHECK(shown(done.line("s").period) == "3.33");
  CHECK(shown(done.finance.total.period) == "6.66");
}

TEST_CASE("F-04: without a rate an amount is left out and the figure says so", "[model]") {
  const Books done =
      books(two_lines()
                .with("expenditure", ledger,
                      {{"s", "2020-06-15", "320", "GEL", "~", "1"},
                       {"s", "2020-06-16", "10", "GEL", "~", "2"},
                       {"s", "2020-06-17", "7", "EUR", "~", "3"}})
                .with("fx_rate", {"from", "to", "period", "rate"}, {{"EUR", "GEL", "2020-05", "3.2"}}),
            june());
  CHECK(shown(done.line("s").period) == "7");
  CHECK(done.line("s").partial);
  CHECK(done.finance.total.partial);
  CHECK(done.line("s").left_out.unconverted == std::set<std::string>{"10 GEL", "320 GEL"});
  CHECK(done.line("s").period.at_least);
  CHECK(shown(done.line("s").remaining) == "<not_recorded>");
  CHECK(shown(done.line("t").remaining) == "500");
  CHECK(done.finance.total.to_date.at_least);
  CHECK(done.finance.total.share.at_least);
  CHECK(shown(done.finance.total.remaining) == "<not_recorded>");
  CHECK(done.told("F-04") == "no exchange rate from GEL to EUR for 2020-06; 2 amounts are left out");
}

TEST_CASE("an amount without a rate makes only those sums incomplete that it belongs to", "[model]") {
  const Books done = books(two_lines().with("expenditure", ledger,
                                            {{"s", "2020-05-15", "320", "GEL", "~", "1"},
                                             {"s", "2020-06-17", "7", "EUR", "~", "2"},
                                             {"t", "2020-06-17", "10", "GEL", "commitment", "3"},
                                             {"t", "2020-06-18", "3", "EUR", "commitment", "4"}}),
                           june());
  CHECK_FALSE(done.line("s").period.at_least);
  CHECK(done.line("s").to_date.at_least);
  CHECK(shown(done.line("s").to_date) == "7");
  CHECK(done.line("t").committed.at_least);
  CHECK(shown(done.line("t").remaining) == "500");
}

TEST_CASE("where the only payment of a line has no rate, its spending is not recorded", "[model]") {
  const Books done = books(two_lines().with("expenditure", ledger,
                                            {{"s", "2020-06-15", "320", "GEL", "~", "1"},
                                             {"t", "2020-06-15", "9", "EUR", "~", "2"}}),
                           june());
  CHECK(shown(done.line("s").to_date) == "<not_recorded>");
  CHECK(shown(done.line("s").share) == "<not_recorded>");
  CHECK(shown(done.finance.total.to_date) == "9");
  CHECK(done.finance.total.to_date.at_least);
}

TEST_CASE("without a refund that has no rate the rest is no lower bound", "[model]") {
  const Books done = books(two_lines().with("expenditure", ledger,
                                            {{"s", "2020-06-15", "-320", "GEL", "refund", "1"},
                                             {"s", "2020-06-16", "9", "EUR", "~", "2"},
                                             {"t", "2020-06-16", "5", "EUR", "~", "3"}}),
                           june());
  CHECK(shown(done.line("s").period) == "<not_recorded>");
  CHECK(shown(done.finance.total.period) == "<not_recorded>");
  CHECK(shown(done.line("t").period) == "5");
}

TEST_CASE("a budget without a rate leaves open what remains, of the line and of all", "[model]") {
  ModelFacts facts;
  facts.with("budget_line", {"line_id", "amount", "currency"}, {{"s", "1000", "EUR"}, {"t", "500", "GEL"}})
      .with("expenditure", ledger, {{"s", "2020-06-16", "9", "EUR", "~", "2"}});
  const Books done = books(facts, june());
  CHECK(shown(done.line("t").remaining) == "<not_recorded>");
  CHECK(shown(done.finance.total.approved) == "1000");
  CHECK(done.finance.total.approved.at_least);
  CHECK(shown(done.finance.total.remaining) == "<not_recorded>");
  CHECK(shown(done.finance.total.share) == "<not_recorded>");
}

TEST_CASE("a payment without a date is in no sum, and the sums say so", "[model]") {
  const Books done =
      books(two_lines().with("expenditure", ledger,
                             {{"s", "~", "320", "EUR", "~", "1"}, {"s", "2020-06-16", "9", "EUR", "~", "2"}}),
            june());
  CHECK(done.line("s").period.at_least);
  CHECK(done.line("s").to_date.at_least);
  CHECK(done.line("s").left_out.undated == std::set<std::string>{"320"});
  CHECK(finding_of(done.findings, "D-09")->subject == "line=s;undated");
}

TEST_CASE("an opening balance without a rate makes the total to date a lower bound", "[model]") {
  const Books done =
      books(two_lines()
                .with("opening", {"line", "amount", "currency", "as_of"}, {{"s", "400", "GEL", "2020-05-31"}})
                .with("expenditure", ledger, {{"s", "2020-06-20", "100", "EUR", "~", "2"}}),
            june());
  CHECK(shown(done.line("s").period) == "100");
  CHECK_FALSE(done.line("s").period.at_least);
  CHECK(done.line("s").to_date.at_least);
  CHECK(shown(done.finance.total.opening) == "<not_recorded>");
}

TEST_CASE("daily rates are those of the day, or of the last day a bank worked", "[model]") {
  const ModelFacts facts =
      two_lines()
          .with("expenditure", ledger,
                {{"s", "2020-06-07", "30", "GEL", "~", "1"}, {"t", "2020-06-28", "30", "GEL", "~", "2"}})
          .with("fx_rate", {"from", "to", "date", "rate"},
                {{"EUR", "GEL", "2020-06-05", "3"}, {"EUR", "GEL", "2020-06-08", "5"}});
  const Books daily = books(facts, june(), in_euros(RatePolicy::daily));
  CHECK(shown(daily.line("s").period) == "10");
  CHECK(daily.line("t").partial);
  const Books monthly = books(facts, june());
  CHECK(shown(monthly.line("s").period) == "7.5");  // The mean of the month's days.
}

TEST_CASE("a fixed rate serves the whole project, one with a period comes first", "[model]") {
  const Books done = books(
      two_lines()
          .with("expenditure", ledger,
                {{"s", "2020-06-15", "60", "GEL", "~", "1"}, {"t", "2020-05-15", "60", "GEL", "~", "2"}})
          .with("fx_rate", {"from", "to", "period", "rate"},
                {{"EUR", "GEL", "~", "3"}, {"EUR", "GEL", "2020-06", "2"}}),
      june(), in_euros(RatePolicy::fixed));
  CHECK(shown(done.line("s").period) == "30");
  CHECK(shown(done.line("t").to_date) == "20");
  CHECK(done.told("F-04").empty());
}

TEST_CASE("tranches weigh their rates by what was received until the payment", "[model]") {
  const Books done = books(two_lines()
                               .with("expenditure", ledger,
                                     {{"s", "2020-06-15", "60", "GEL", "~", "1"},
                                      {"t", "2020-02-15", "60", "GEL", "~", "2"},
                                      {"v", "2020-01-05", "6", "GEL", "~", "3"}})
                               .with("fx_rate", {"from", "to", "date", "rate", "amount"},
                                     {{"EUR", "GEL", "2020-02-01", "2", "300"},
                                      {"EUR", "GEL", "2020-06-01", "6", "100"},
                                      {"EUR", "GEL", "2020-07-01", "9", "999"},
                                      {"EUR", "GEL", "2020-07-02", "9", "~"}}),
                           june(), in_euros(RatePolicy::tranches));
  CHECK(shown(done.line("s").period) == "20");   // (300 x 2 + 100 x 6) / 400 = 3
  CHECK(shown(done.line("t").to_date) == "30");  // The first one alone.
  CHECK(shown(done.line("v").to_date) == "3");   // Before any: the first one.
  CHECK(done.told("F-04") == "the tranche with the rate from EUR to GEL has no amount");
}

TEST_CASE("F-03: what moves between headings without an amendment counts from what was agreed", "[model]") {
  const auto moved = [](const char* amendment) {
    ModelFacts facts;
    return facts.with("amendment", {"amendment_id", "approved_on"}, {{"A1", "2020-03-01"}})
        .with("budget_line", {"line_id", "heading@en", "amount", "approved_on", "amendment"},
              {{"s", "Staff", "1000", "2020-01-01", "~"}, {"s", "Staff", "1260", "2020-03-01", amendment}});
  };
  CHECK(books(moved("~"), june()).told("F-03") ==
        "the heading of budget line s was moved by 26% without an amendment: from 1000 to 1260");
  CHECK(books(moved("A1"), june()).told("F-03").empty());
  MoneyRules loose = in_euros();
  loose.shift_percent = 30;
  CHECK(books(moved("~"), june(), loose).told("F-03").empty());
  const Books strict = books(moved("~"), june());
  CHECK(finding_of(strict.findings, "F-03")->subject == "heading=Staff;shift");
}

TEST_CASE("F-12: a line far from the time that has passed wants a reason where the report says so",
          "[model]") {
  MoneyRules rules = in_euros();
  const auto facts = [](const char* note) {
    return two_lines().with("expenditure", {"line", "date", "amount", "note@en"},
                            {{"s", "2020-06-30", "900", note}});
  };
  CHECK(books(facts("~"), june(), rules).told("F-12").empty());
  rules.variance_points = 30;
  const Books done = books(facts("~"), june(), rules);
  CHECK(done.told("F-12") ==
        "budget line s: 90% is spent and 49.7% of the time has passed, without a reason");
  CHECK(finding_of(done.findings, "F-12")->subject == "line=s;period=2020-06");
  const Books explained = books(facts("a year's rent"), june(), rules);
  for (const Diagnostic& finding : explained.findings.all())
    CHECK(finding.subject != "line=s;period=2020-06");
}

TEST_CASE("a third currency joins two that have no rate of their own", "[model]") {
  const Books done = books(two_lines()
                               .with("expenditure", ledger, {{"s", "2020-06-15", "30", "USD", "~", "1"}})
                               .with("fx_rate", {"from", "to", "period", "rate"},
                                     {{"USD", "GEL", "2020-06", "3"}, {"EUR", "GEL", "2020-06", "4"}}),
                           june());
  CHECK(shown(done.line("s").period) == "22.5");
}

TEST_CASE("F-04: two banks with two rates for one month, and nobody has said whose holds", "[model]") {
  const Books done = books(two_lines()
                               .with("expenditure", ledger, {{"s", "2020-06-15", "30", "USD", "~", "1"}})
                               .with("fx_rate", {"from", "to", "period", "rate", "source"},
                                     {{"USD", "EUR", "2020-06", "0.9", "InforEuro"},
                                      {"USD", "EUR", "2020-06", "0.8", "NBG"},
                                      {"USD", "EUR", "2020-07", "0.8", "NBG"}}),
                           june());
  CHECK(done.told("F-04") == "two rates from USD to EUR for 2020-06: 0.9 (InforEuro) and 0.8 (NBG)");
  CHECK(shown(done.line("s").period) == "27");
}

TEST_CASE("F-04, D-04: a row without a currency, or with one that does not exist", "[model]") {
  const Books done = books(two_lines().with("expenditure", ledger,
                                            {{"s", "2020-06-15", "320", "~", "~", "1"},
                                             {"t", "2020-06-15", "320", "LARI", "~", "1"}}),
                           june());
  CHECK(done.told("F-04") == "no currency: an amount is left out");
  CHECK(done.told("D-04") == "there is no currency 'LARI'; an amount is left out");
  CHECK(shown(done.line("s").period) == "<not_recorded>");
}

TEST_CASE("F-13: amounts finer than their currency are told once for each", "[model]") {
  const Books done =
      books(two_lines()
                .with("fx_rate", {"from", "to", "period", "rate"}, {{"EUR", "JPY", "2020-06", "120"}})
                .with("expenditure", ledger,
                      {{"s", "2020-06-15", "33.3333", "EUR", "~", "1"},
                       {"s", "2020-06-15", "33.333", "EUR", "~", "2"},
                       {"s", "2020-06-15", "33.33", "EUR", "~", "3"},
                       {"t", "2020-06-15", "120.5", "JPY", "~", "4"},
                       {"t", "2020-06-15", "120", "JPY", "~", "5"}}),
            june());
  Texts told;
  for (const Diagnostic& finding : done.findings.all())
    if (finding.id == "F-13") told.push_back(finding.subject + ": " + finding.message);
  CHECK(told ==
        Texts{"digits=EUR: 2 amounts in EUR are finer than its smallest amount, 0.01; the first is 33.3333",
              "digits=JPY: 120.5 JPY is finer than the smallest amount of the currency, 1"});
}

TEST_CASE("amounts without a column of currencies are in the report's", "[model]") {
  const Books done =
      books(two_lines().with("expenditure", {"line", "period", "amount"}, {{"s", "2020-06", "5"}}), june());
  CHECK(shown(done.line("s").period) == "5");
  CHECK(done.findings.all().size() == 1);
  CHECK_FALSE(done.told("F-06").empty());
}

TEST_CASE("an opening balance is part of what was spent to date, once", "[model]") {
  const Books done = books(
      two_lines()
          .with("opening", {"line", "amount", "currency", "as_of"}, {{"s", "400", "EUR", "2020-05-31"}})
          .with("expenditure", ledger,
                {{"s", "2020-05-20", "90", "EUR", "~", "1"}, {"s", "2020-06-20", "100", "EUR", "~", "2"}}),
      june());
  CHECK(shown(done.line("s").opening) == "400");
  CHECK(shown(done.line("s").to_date) == "500");
  CHECK(shown(done.line("s").period) == "100");
  CHECK(done.told("D-10") == "a payment of line s is in its opening balance already");
}

TEST_CASE("the budget in force is the last one approved by the day of the data", "[model]") {
  const auto at = [](const char* period) {
    ModelFacts facts;
    facts.with("amendment", {"amendment_id", "approved_on"}, {{"A1", "2020-06-10"}, {"A2", "~"}})
        .with("budget_line", {"line_id", "amendment", "amount"},
              {{"s", "~", "1000"}, {"s", "A1", "800"}, {"t", "A1", "200"}, {"s", "A2", "1"}});
    return books(facts, frame_of(period, "2020-01-01", "2020-12-31"));
  };
  const Books may = at("2020-05");
  CHECK(shown(may.line("s").approved) == "1000");
  CHECK(shown(may.line("t").approved) == "<not_applicable>");
  CHECK(may.finance.changes.empty());
  const Books june = at("2020-06");
  CHECK(shown(june.line("s").approved) == "800");
  CHECK(shown(june.line("s").original) == "1000");
  CHECK(shown(june.finance.total.approved) == "1000");
  REQUIRE(june.finance.changes.size() == 1);
  CHECK(shown(june.finance.changes[0].before) == "1000");
  CHECK(june.finance.changes[0].by.amendment == "A1");
  CHECK(june.told("I-17") == "budget line s was changed by amendment A2 without an approval date");
}

TEST_CASE("F-02, F-03: overspent lines and headings", "[model]") {
  const Books done = books(two_lines().with("expenditure", ledger,
                                            {{"v", "2020-06-01", "126", "EUR", "~", "1"},
                                             {"t", "2020-06-02", "501", "EUR", "~", "2"}}),
                           june());
  CHECK(ids_of(done.findings) == Texts{"F-02", "F-02", "F-03"});
  CHECK(done.told("F-03") == "the heading of budget line v is overspent: 126% of what was approved");
}

TEST_CASE("F-02: of a lower bound no more is said than is known", "[model]") {
  const Books done = books(two_lines().with("expenditure", ledger,
                                            {{"s", "2020-06-15", "1049.67", "EUR", "~", "1"},
                                             {"s", "2020-06-16", "10", "GEL", "~", "2"}}),
                           june());
  CHECK(done.line("s").share.at_least);
  CHECK(done.told("F-02") == "budget line s is overspent: 104.9% of what was approved");
}

TEST_CASE("F-05, F-08, F-09: payments at the wrong time, and negative ones", "[model]") {
  const Books done = books(two_lines().with("expenditure", ledger,
                                            {{"s", "2019-12-31", "800", "EUR", "~", "1"},
                                             {"s", "2020-07-01", "1", "EUR", "~", "2"},
                                             {"s", "2020-06-30", "-1", "EUR", "~", "3"},
                                             {"t", "2020-07-02", "5", "EUR", "~", "4"}}),
                           june());
  CHECK(ids_of(done.findings) == Texts{"F-05", "F-09", "F-08"});
  CHECK(done.told("F-08") ==
        "the data stand at 2020-06-30, and payments are dated later; 2 amounts are left out");
  CHECK(finding_of(done.findings, "F-08")->severity == Severity::info);  // A ledger is kept on.
  CHECK(shown(done.line("s").to_date) == "799");
}

TEST_CASE("F-06: spending far from the time that has passed", "[model]") {
  const auto spent = [](const char* amount) {
    return books(two_lines().with("expenditure", ledger, {{"s", "2020-06-01", amount, "EUR", "~", "1"}}),
                 june())
        .told("F-06");
  };
  CHECK(spent("300") == "18.8% of the budget is spent and 49.7% of the time has passed");
  CHECK(spent("800").empty());
}

TEST_CASE("a line under which others lie is their heading", "[model]") {
  ModelFacts facts;
  facts
      .with("budget_line", {"line_id", "parent", "amount"},
            {{"1", "~", "90"}, {"1.1", "1", "60"}, {"1.2", "1", "40"}})
      .with("expenditure", ledger, {{"1.1", "2020-06-01", "50", "EUR", "~", "1"}});
  const Books done = books(facts, june());
  CHECK(done.finance.lines.size() == 2);
  REQUIRE(done.finance.headings.size() == 1);
  CHECK(shown(done.finance.headings[0].approved) == "100");
  CHECK(shown(done.finance.total.approved) == "100");
  CHECK(done.told("F-11") == "the budget of a heading is 90, its lines add up to 100");
}

TEST_CASE("money spent on a line that no budget knows is in the total", "[model]") {
  ModelFacts facts = two_lines();
  facts.with("expenditure", ledger, {{"zz", "2020-06-01", "800", "EUR", "~", "1"}});
  Workspace& merged = facts.merged();
  CHECK(ids_of(facts.findings) == Texts{"D-02"});
  Diagnostics findings;
  const Finance finance = compute_finance(merged, june(), in_euros(), findings);
  CHECK(shown(finance.total.to_date) == "800");
  CHECK(shown(finance.lines.back().share) == "<not_applicable>");
  // What is left of the lines is what is left of all.
  CHECK(shown(finance.lines.back().remaining) == "-800");
  CHECK(shown(finance.total.remaining) == "800");
}
