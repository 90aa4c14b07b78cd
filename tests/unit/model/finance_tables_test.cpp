#include "model/finance_tables.hpp"

#include "catch.hpp"
#include "model_facts.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

/// The tables about money, in English.
struct MoneyTables : Mapped {
  explicit MoneyTables(ModelFacts facts) {
    static const Locale english("en");
    Workspace& merged = facts.merged();
    const Frame frame = frame_of("2020-06", "2020-01-01", "2020-12-31");
    const Finance finance = compute_finance(merged, frame, in_euros(), facts.findings);
    const Catalogue words(english);
    LanguageView language("en", merged.evidence, findings);
    workspace.evidence = merged.evidence;
    findings.add(
        {"F-02", Severity::error, "overspent", {}, {}, {}, "line=v", "1", "The bus broke down.", "N"});
    add_finance_tables(merged, finance, frame, findings, words, language, workspace);
    stated = finance_facts(finance, frame);
  }
  std::map<std::string, Scalar, std::less<>> stated;
};

ModelFacts project() {
  ModelFacts facts;
  return facts
      .with("amendment", {"amendment_id", "approved_on", "kind", "title@en"},
            {{"A1", "2020-05-02", "budget", "First revision"}})
      .with("budget_line", {"line_id", "code", "heading@en", "title@en", "amendment", "amount", "note@en"},
            {{"s", "1.1", "Staff", "Teachers", "~", "1000", "~"},
             {"s", "~", "~", "~", "A1", "800", "Two posts are vacant."},
             {"v", "2.1", "Travel", "Bus", "~", "100", "~"}})
      .with("expenditure", {"line", "date", "amount", "currency", "doc_no", "note@en"},
            {{"s", "2020-06-03", "320", "GEL", "17", "Salaries"}, {"v", "2020-06-04", "5", "USD", "18", "~"}})
      .with("fx_rate", {"from", "to", "period", "rate", "source"},
            {{"EUR", "GEL", "2020-06", "3.2", "InforEuro"}});
}

}  // namespace

TEST_CASE("the finance table has names from the budget and notes from all who know", "[model]") {
  const MoneyTables tables(project());
  CHECK(tables.rows("finance", {"code", "heading", "title", "approved", "original", "period", "remaining",
                                "share", "partial", "status", "note"}) ==
        Texts{"1.1|Staff|Teachers|800|1000|100|700|0.125|false|good|Two posts are vacant. Salaries",
              "2.1|Travel|Bus|100|100|-|-|-|true|-|5 USD not counted (no exchange rate)"});
  CHECK(tables.rows("finance", {"code", "reason", "variance"}) ==
        Texts{"1.1|Two posts are vacant. Salaries|-0.372267759563",
              "2.1|5 USD not counted (no exchange rate). The bus broke down. (N)|-"});
  CHECK(tables.rows("finance_headings", {"heading", "to_date"}) == Texts{"Staff|100", "Travel|-"});
  CHECK(tables.rows("finance_total", {"approved", "to_date", "at_least", "remaining", "share", "currency",
                                      "decimals", "partial"}) ==
        Texts{"900|100|true|-|0.111111111111|EUR|2|true"});
}

TEST_CASE("payments keep their own amount beside the converted one", "[model]") {
  CHECK(MoneyTables(project()).rows(
            "payments", {"code", "date", "doc_no", "original", "original_currency", "amount", "currency"}) ==
        Texts{"1.1|2020-06-03|17|320|GEL|100|EUR"});
}

TEST_CASE("rates that were used, amendments and what they changed can be printed", "[model]") {
  const MoneyTables tables(project());
  CHECK(tables.rows("rates", {"from", "to", "period", "rate", "source"}) ==
        Texts{"EUR|GEL|June 2020|3.2|InforEuro"});
  CHECK(tables.rows("amendments", {"amendment", "approved_on", "kind", "title", "in_force"}) ==
        Texts{"A1|2020-05-02|budget|First revision|true"});
  CHECK(tables.rows("budget_changes", {"code", "title", "before", "after", "amendment"}) ==
        Texts{"1.1|Teachers|1000|800|A1"});
}

TEST_CASE("a sentence can say how much is spent and how much time has passed", "[model]") {
  const MoneyTables tables(project());
  CHECK(canonical_text(tables.stated.at("finance.approved")) == "900");
  CHECK(canonical_text(tables.stated.at("finance.partial")) == "true");
  CHECK(canonical_text(tables.stated.at("finance.at_least")) == "true");
  CHECK(canonical_text(tables.stated.at("finance.approved_at_least")) == "false");
  CHECK(canonical_text(tables.stated.at("project.elapsed")).substr(0, 6) == "0.4972");
}

TEST_CASE("what was spent before Kvali is a lower bound where an amount has no rate", "[model]") {
  const MoneyTables tables(
      project().with("opening", {"line", "amount", "currency", "as_of"},
                     {{"s", "9", "USD", "2020-05-31"}, {"v", "7", "EUR", "2020-05-31"}}));
  CHECK(tables.rows("finance", {"code", "opening", "opening_at_least"}) ==
        Texts{"1.1|-|false", "2.1|7|false"});
  CHECK(tables.rows("finance_total", {"opening", "opening_at_least"}) == Texts{"7|true"});
  CHECK(canonical_text(tables.stated.at("finance.opening_at_least")) == "true");
}

TEST_CASE("a report without money has empty tables, not none", "[model]") {
  const MoneyTables tables{ModelFacts{}};
  for (const char* name :
       {"finance", "finance_headings", "finance_total", "payments", "rates", "amendments", "budget_changes"})
    CHECK(tables.workspace.find(name)->rows() == 0);
  CHECK(is_missing(tables.stated.at("finance.approved")));
}
