#include "books.hpp"
#include "catch.hpp"

using namespace kvali;

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
