#include "model/spending_checks.hpp"

#include "catch.hpp"
#include "model_facts.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

ModelFacts books() {
  ModelFacts facts;
  return facts
      .with("budget_line", {"line_id", "amount", "currency", "activity"},
            {{"s", "1000", "EUR", "training"}, {"v", "100", "EUR", "visits"}})
      .with("expenditure", {"line", "date", "amount", "currency", "doc_no", "contract"},
            {{"s", "2020-05-02", "300", "EUR", "1", "C1"},
             {"s", "2020-06-02", "250.50", "EUR", "2", "C1"},
             {"v", "2020-06-03", "0", "EUR", "3", "~"}});
}

/// Findings of the report on June.
std::vector<Diagnostic> told(ModelFacts facts, const MoneyRules& rules) {
  Workspace& merged = facts.merged();
  const Frame frame = frame_of("2020-06", "2020-01-01", "2020-12-31");
  Diagnostics ignored;
  const Finance finance = compute_finance(merged, frame, rules, ignored);
  Diagnostics findings;
  check_spending(merged, finance, rules, findings);
  return findings.all();
}

Texts messages(const std::vector<Diagnostic>& findings) {
  Texts all;
  for (const Diagnostic& finding : findings) all.push_back(finding.id + " " + finding.message);
  return all;
}

}  // namespace

TEST_CASE("a financial report that says another sum blocks, one that is right to a coin does not",
          "[model]") {
  MoneyRules rules = in_euros();
  const Period june = parse_period("2020-06").value();
  rules.annex = {{june, "", Decimal::parse("250.51"), Decimal::parse("550.5"), {}}};
  CHECK(told(books(), rules).empty());
  rules.annex = {{june, "", {}, Decimal::parse("560"), {"report.toml", 7, 1, 0}},
                 {june, "v", Decimal(5), {}, {}},
                 {parse_period("2020-05").value(), "", Decimal(1), {}, {}}};
  const auto findings = told(books(), rules);
  CHECK(messages(findings) ==
        Texts{"F-01 spent to date in 2020-06: the financial report says 560, the ledger makes 550.5",
              "F-01 spent on line v in 2020-06: the financial report says 5, the ledger makes 0"});
  CHECK(findings.front().severity == Severity::block);
  CHECK(findings.front().place.line == 7);
  CHECK(findings.front().value == "560 / 550.5");
}

TEST_CASE("the financial report may come as a table", "[model]") {
  ModelFacts facts = books();
  facts.with("financial_annex", {"period", "line", "amount"},
             {{"2020-06", "~", "7"}, {"2020-06", "s", "250.50"}});
  const auto findings = told(facts, in_euros());
  CHECK(messages(findings) ==
        Texts{"F-01 spent in 2020-06: the financial report says 7, the ledger makes 250.5"});
  CHECK_FALSE(findings.front().place.empty());
}

TEST_CASE("money on an activity that has not started, and results without money, are told", "[model]") {
  ModelFacts facts = books();
  facts.with("activity", {"activity_id", "status"}, {{"training", "planned"}, {"visits", "done"}});
  const auto findings = told(facts, in_euros());
  CHECK(messages(findings) ==
        Texts{"F-07 550.5 was spent on activity training, which is said not to have started",
              "F-07 activity visits has results, and nothing was spent on it"});
  CHECK(findings[0].severity == Severity::error);
  CHECK(findings[1].severity == Severity::warning);
  CHECK(findings[1].subject == "activity=visits");
}

TEST_CASE("activities that fit their money are no finding", "[model]") {
  ModelFacts facts = books();
  facts.with("activity", {"activity_id", "status"}, {{"training", "ongoing"}, {"visits", "planned"}});
  CHECK(told(facts, in_euros()).empty());
}

TEST_CASE("a contract above the limit must be listed, however many payments it takes", "[model]") {
  MoneyRules rules = in_euros();
  rules.contracts_above = Decimal(500);
  CHECK(messages(told(books(), rules)) ==
        Texts{"F-10 550.5 was paid under contract C1, which is not in the list of contracts"});
  ModelFacts listed = books();
  listed.with("contract", {"contract_id", "title@en"}, {{"C1", "Trainers"}});
  CHECK(told(listed, rules).empty());
  rules.contracts_above = Decimal(600);
  CHECK(told(books(), rules).empty());
}
