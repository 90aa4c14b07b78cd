#include "catch.hpp"
#include "collect/across_heading.hpp"
#include "mapping.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

const Texts shown{"indicator", "period_first", "disagg", "value"};

/// What most offices have: months across, and below each month actual, target, women and men.
RawTable plan(Workspace& workspace) {
  return raw_table({"კოდი", "Indicator", "2025-11 / Actual", "2025-11 / Women", "2025-11 / Men",
                    "2025-11 / Target", "დეკემბერი 2025 / Actual", "დეკემბერი 2025 / Women",
                    "დეკემბერი 2025 / Men", "დეკემბერი 2025 / Target", "2025 / Actual"},
                   {{"1.1", "Advice", "5", "3", "2", "4", "7", "4", "3", "4", "12"},
                    {"Subtotal", "~", "5", "3", "2", "4", "7", "4", "3", "4", "12"},
                    {"2.1", "Plans", "1", "~", "~", "1", "~", "~", "~", "2", "1"}},
                   workspace);
}

FieldMap spread(const ValueList& columns) {
  FieldMap map = from_column("");
  map.columns = columns;
  return map;
}

TableMap below_months(const std::string& value) {
  TableMap map = map_of("observation", {{"indicator", from_column("A")}, {"value", from_column(value)}});
  map.months = "auto";
  map.skip = {{"", "Subtotal*"}};
  return map;
}

std::string read(const std::string& heading, int year = 0) {
  const AcrossHeading across = read_across_heading(heading, {}, year);
  std::string text = across.period ? period_text(*across.period) : "-";
  for (const std::string& part : across.rest) text += "|" + part;
  return text;
}

}  // namespace

TEST_CASE("the period is found wherever a heading has it", "[map_across]") {
  CHECK(read("2025-12 / Actual") == "2025-12|Actual");
  CHECK(read("Women / დეკემბერი 2025") == "2025-12|Women");
  CHECK(read("2025 / December / Actual") == "2025-12|Actual");
  CHECK(read("2025 / Q4 / Target") == "2025-Q4|Target");
  CHECK(read("Target Jan 2025") == "2025-01|Target");
  CHECK(read("Dec-25 plan") == "2025-12|plan");
  CHECK(read("2025-12-01") == "2025-12");
  CHECK(read("31.12.2025 / Actual") == "2025-12|Actual");
  CHECK(read("2025-12-08") == "-|2025-12-08");
  CHECK(read("2025\n / \nActual") == "2025|Actual");
  CHECK(read("Total") == "-|Total");
  CHECK(read("December") == "-|December");
  CHECK(read("December", 2025) == "2025-12");
  CHECK(read("ივლისი / ქალი", 2025) == "2025-07|ქალი");
  CHECK(read("").substr(0, 1) == "-");
}

TEST_CASE("a sub-heading below each month is the value", "[map_across]") {
  Mapped mapped;
  mapped.add(plan(mapped.workspace), below_months("Actual"));
  CHECK(short_texts(mapped.findings).empty());
  CHECK(mapped.rows("observation", shown) ==
        Texts{"1.1|2025-11-01|-|5", "1.1|2025-12-01|-|7", "2.1|2025-11-01|-|1", "2.1|2025-12-01|-|-"});
  CHECK(mapped.is_even("observation"));
}

TEST_CASE("women and men below each month are categories, where there are figures", "[map_across]") {
  Mapped mapped;
  TableMap map = below_months("Actual");
  map.disaggregation["sex"] = spread({{"Women", "f"}, {"Men", "m"}});
  mapped.add(plan(mapped.workspace), map);
  CHECK(short_texts(mapped.findings).empty());
  CHECK(mapped.rows("observation", shown) == Texts{"1.1|2025-11-01|-|5", "1.1|2025-11-01|sex=f|3",
                                                   "1.1|2025-11-01|sex=m|2", "1.1|2025-12-01|-|7",
                                                   "1.1|2025-12-01|sex=f|4", "1.1|2025-12-01|sex=m|3",
                                                   "2.1|2025-11-01|-|1", "2.1|2025-12-01|-|-"});
  CHECK(mapped.is_even("observation"));
}

TEST_CASE("a second map of the same table takes the targets", "[map_across]") {
  Mapped mapped;
  TableMap map = below_months("target");
  map.canonical = "target";
  mapped.add(plan(mapped.workspace), map);
  CHECK(short_texts(mapped.findings).empty());
  CHECK(mapped.rows("target", {"indicator", "scope_first", "value"}) ==
        Texts{"1.1|2025-11-01|4", "1.1|2025-12-01|4", "2.1|2025-11-01|1", "2.1|2025-12-01|2"});
}

TEST_CASE("several columns below the months need a name", "[map_across]") {
  Mapped mapped;
  TableMap map = below_months("Actual");
  map.fields.erase("value");
  mapped.add(plan(mapped.workspace), map);
  CHECK(short_texts(mapped.findings) ==
        Texts{"CFG-03 report.toml:8:1 below the months of source \"ledger\" stand several columns: Actual, "
              "Women, Men, Target | say which is the figure: value = \"Actual\""});
  Mapped planned_first;
  map.months = "auto";
  const RawTable raw = raw_table({"indicator", "2025-11 / Target", "2025-11 / Actual"}, {{"1.1", "4", "5"}},
                                 planned_first.workspace);
  planned_first.add(raw, map);
  REQUIRE(planned_first.findings.all().size() == 1);
  CHECK(planned_first.findings.all()[0].hint == "say which is the figure: value = \"Actual\"");
  Mapped misspelt;
  map = below_months("Actuals");
  map.disaggregation["sex"] = spread({{"Woman", "f"}});
  misspelt.add(plan(misspelt.workspace), map);
  CHECK(short_texts(misspelt.findings) ==
        Texts{"CFG-07 report.toml:9:5 below the months of source \"ledger\" stands no column 'Actuals' for "
              "value | did you mean 'Actual'?",
              "CFG-07 report.toml:9:5 below the months of source \"ledger\" stands no column 'Woman' for sex "
              "| did you mean 'Women'?"});
}

TEST_CASE("quarters stand across as months do, and are sums beside months", "[map_across]") {
  const Texts headings{"Code", "Oct 2025", "Nov 2025", "Dec 2025", "2025 წლის IV კვარტალი"};
  Mapped months;
  TableMap map = map_of("observation", {{"indicator", from_column("Code")}});
  map.months = "auto";
  months.add(raw_table(headings, {{"1", "1", "2", "3", "6"}}, months.workspace), map);
  CHECK(months.rows("observation", {"period_first", "value"}) ==
        Texts{"2025-10-01|1", "2025-11-01|2", "2025-12-01|3"});
  Mapped quarters;
  map.quarters = true;
  quarters.add(raw_table(headings, {{"1", "1", "2", "3", "6"}}, quarters.workspace), map);
  CHECK(quarters.rows("observation", {"period_first", "period_last", "value"}) ==
        Texts{"2025-10-01|2025-12-31|6"});
}

TEST_CASE("categories stand across without months too", "[map_across]") {
  Mapped mapped;
  TableMap map = map_of(
      "observation",
      {{"indicator", from_column("A")}, {"period", from_column("თვე")}, {"value", from_column("სულ")}});
  map.disaggregation["sex"] = spread({{"ქალი", "f"}, {"D", "m"}});
  mapped.add(
      raw_table({"კოდი", "თვე", "ქალი", "კაცი", "სულ"},
                {{"1.1", "2025-12", "3", "2", "5"}, {"1.2", "2025-12", "~", "~", "8"}}, mapped.workspace),
      map);
  CHECK(short_texts(mapped.findings).empty());
  CHECK(mapped.rows("observation", shown) == Texts{"1.1|2025-12-01|sex=f|3", "1.1|2025-12-01|sex=m|2",
                                                   "1.1|2025-12-01|-|5", "1.2|2025-12-01|-|8"});
}

TEST_CASE("two dimensions cross in the headings", "[map_across]") {
  Mapped mapped;
  TableMap map = map_of("observation", {{"indicator", from_column("Code")}});
  map.months = "auto";
  map.disaggregation["sex"] = spread({{"Women", "women"}, {"Men", "m"}});
  map.disaggregation["age"] = spread({{"under 18", "0-17"}, {"18+", "18+"}});
  mapped.add(
      raw_table({"Code", "Dec 2025 / Women / under 18", "Dec 2025 / Women / 18+", "Dec 2025 / Men / 18+"},
                {{"1", "1", "2", "3"}}, mapped.workspace),
      map);
  CHECK(short_texts(mapped.findings) == Texts{});
  CHECK(mapped.rows("observation", {"disagg", "value"}) ==
        Texts{"age=0-17;sex=f|1", "age=18+;sex=f|2", "age=18+;sex=m|3"});
}

TEST_CASE("a comment is the note of the figure it hangs on, also without a figure", "[map_across]") {
  Mapped mapped;
  RawTable raw =
      raw_table({"Code", "Nov 2025", "Dec 2025", "comments on Nov", "comments on Dec"},
                {{"1.1", "5", "~", "~", "office closed"}, {"1.2", "6", "7", "late", "~"}}, mapped.workspace);
  raw.notes = {{"c2", "c4"}, {"c3", "c5"}};
  TableMap map =
      map_of("observation", {{"indicator", from_column("Code")}, {"note@en", from_column("comments")}});
  map.months = "auto";
  mapped.add(raw, map);
  CHECK(short_texts(mapped.findings).empty());
  CHECK(mapped.rows("observation", {"indicator", "period_first", "value", "note@en"}) ==
        Texts{"1.1|2025-11-01|5|-", "1.1|2025-12-01|-|office closed", "1.2|2025-11-01|6|late",
              "1.2|2025-12-01|7|-"});
}

TEST_CASE("comments without months belong to the row's figure, unless a heading reads so", "[map_across]") {
  Mapped mapped;
  RawTable raw =
      raw_table({"indicator", "period", "value", "x"}, {{"1.1", "2025-12", "5", "late"}}, mapped.workspace);
  raw.notes = {{"c3", "c4"}};
  mapped.add(raw, map_of("observation", {{"note", from_column("comments")}}));
  CHECK(mapped.rows("observation", {"value", "note"}) == Texts{"5|late"});
  Mapped headed;
  RawTable other = raw_table({"indicator", "period", "value", "Comments", "x"},
                             {{"1.1", "2025-12", "5", "typed", "hanging"}}, headed.workspace);
  other.notes = {{"c3", "c5"}};
  headed.add(other, map_of("observation", {{"note", from_column("comments")}}));
  CHECK(headed.rows("observation", {"value", "note"}) == Texts{"5|typed"});
}

TEST_CASE("letters name a column where no heading reads so", "[map_across]") {
  Mapped mapped;
  mapped.add(raw_table({"B", "თვე", "actual"}, {{"1.1", "2025-12", "5"}}, mapped.workspace),
             map_of("observation", {{"indicator", from_column("B")},  // A heading wins.
                                    {"period", from_column("თვე")},
                                    {"value", from_column("C")}}));
  CHECK(short_texts(mapped.findings).empty());
  CHECK(mapped.rows("observation", {"indicator", "period_first", "value"}) == Texts{"1.1|2025-12-01|5"});
  Mapped wrong;
  wrong.add(raw_table({"Code", "period"}, {{"1.1", "2025-12"}}, wrong.workspace),
            map_of("observation", {{"indicator", from_column("D")}}));
  CHECK(ids_of(wrong.findings) == Texts{"CFG-07"});
}

TEST_CASE("rows are skipped by the cell of a column, or by any of several patterns", "[map_table]") {
  Mapped mapped;
  TableMap map = map_of("observation");
  map.skip = {{"", "Subtotal*"}, {"", "სულ*"}, {"loc", "Total"}};
  mapped.add(raw_table({"indicator", "period", "loc", "value"},
                       {{"1", "2025-12", "Batumi", "1"},
                        {"1", "2025-12", "Total", "1"},
                        {"Subtotal 1", "~", "~", "1"},
                        {"სულ", "~", "~", "1"}},
                       mapped.workspace),
             map);
  CHECK(short_texts(mapped.findings).empty());
  CHECK(mapped.rows("observation", {"loc", "value"}) == Texts{"Batumi|1"});
}

TEST_CASE("weeks stand across, and months beside them are sums", "[map_across]") {
  const Texts headings{"Code", "2025-W10", "W11 2025", "March 2025"};
  Mapped weeks;
  TableMap map = map_of("observation", {{"indicator", from_column("Code")}});
  map.months = "auto";
  weeks.add(raw_table(headings, {{"1", "1", "2", "3"}}, weeks.workspace), map);
  CHECK(weeks.rows("observation", {"period_first", "value"}) == Texts{"2025-03-03|1", "2025-03-10|2"});
}
