#include "frozen/facts_to_freeze.hpp"

#include "catch.hpp"
#include "frozen/frozen_text.hpp"
#include "model_facts.hpp"

using namespace kvali;

namespace {

ModelFacts women_and_men() {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id"}, {{"1.1"}});
  facts.with("target", {"indicator", "scope", "value"}, {{"1.1", "2020-11", "10"}, {"1.1", "lop", "100"}});
  return facts.with("observation", {"indicator", "period", "disagg", "value"},
                    {{"1.1", "2020-10", "sex=f", "4"},
                     {"1.1", "2020-10", "sex=m", "3"},
                     {"1.1", "2020-11", "sex=f", "2"},
                     {"1.1", "2020-12", "sex=f", "9"}});
}

/// The tables a template sees, where the women of November are withheld.
Workspace printed_with_women_hidden() {
  Workspace printed;
  Table& table = printed.add("disaggregation");
  for (const char* name : {"indicator", "dimension", "category"}) table.add(name, Type::text);
  for (const char* name : {"period_actual", "to_date"}) table.add(name, Type::decimal);
  table.at("indicator").append("1.1");
  table.at("dimension").append("sex");
  table.at("category").append("f");
  table.at("period_actual").append(Mark::withheld);
  table.at("to_date").append(Decimal(6));
  return printed;
}

FrozenReport frozen(ModelFacts facts, const Workspace& printed) {
  const Frame frame = frame_of("2020-11");
  Workspace& merged = facts.merged();
  Diagnostics found;
  const Figures figures = compute_figures(merged, frame, found);
  const Finance finance = compute_finance(merged, frame, in_euros(), found);
  return facts_to_freeze(merged, figures, finance, frame, printed);
}

}  // namespace

TEST_CASE("figures, the values behind them and targets are kept, later months are not", "[frozen]") {
  const FrozenReport facts = frozen(women_and_men(), {});
  const FrozenFigure* total = facts.find({"1.1", {}, {}});
  REQUIRE(total != nullptr);
  CHECK(total->period.value == Decimal(2));
  CHECK(total->to_date.value == Decimal(9));
  CHECK(facts.find({"1.1", "sex=m", {}})->period.mark == Mark::not_recorded);
  CHECK(facts.values.size() == 5);  // Two totals, women twice, men once.
  CHECK(facts.targets.size() == 2);
}

TEST_CASE("a cell that was withheld is kept with its value, and says so", "[frozen]") {
  const FrozenReport facts = frozen(women_and_men(), printed_with_women_hidden());
  const FrozenFigure* women = facts.find({"1.1", "sex=f", {}});
  REQUIRE(women != nullptr);
  CHECK(women->period.withheld);
  CHECK(women->period.value == Decimal(2));
  CHECK_FALSE(women->to_date.withheld);
  CHECK_FALSE(facts.find({"1.1", {}, {}})->period.withheld);
}
