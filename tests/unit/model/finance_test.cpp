#include "books.hpp"
#include "catch.hpp"

using namespace kvali;

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
