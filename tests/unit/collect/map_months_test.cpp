#include "catch.hpp"
#include "mapping.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

TableMap months_across(const std::string& months) {
  TableMap map = map_of("observation", {{"indicator", from_column("Code")}});
  map.months = months;
  return map;
}

RawTable plan(Workspace& workspace) {
  return raw_table({"Code", "Title", "Oct 2020", "ნოემბერი 2020", "2020-12", "Total"},
                   {{"1.1", "t", "1", "~", "3", "4"},
                    {"Subtotal", "", "1", "0", "3", "4"},
                    {"1.2", "t", "0", "n/a", "x", "0"}},
                   workspace);
}

const Texts shown{"indicator", "period_first", "value"};

}  // namespace

TEST_CASE("months across hold amounts of money too", "[collect]") {
  Mapped money;
  TableMap map = map_of("expenditure");
  map.months = "auto";
  money.add(raw_table({"line", "2020-10", "2020-11"}, {{"1.1", "5", "6"}}, money.workspace), map);
  CHECK(money.rows("expenditure", {"line", "period_first", "amount"}) ==
        std::vector<std::string>{"1.1|2020-10-01|5", "1.1|2020-11-01|6"});
}

TEST_CASE("columns headed by months become rows, empty cells rows without a value", "[map_table]") {
  Mapped mapped;
  TableMap map = months_across("auto");
  map.skip = {{"", "Subtotal*"}};
  mapped.add(plan(mapped.workspace), map);
  CHECK(mapped.rows("observation", shown) == Texts{"1.1|2020-10-01|1", "1.1|2020-11-01|-", "1.1|2020-12-01|3",
                                                   "1.2|2020-10-01|0", "1.2|2020-11-01|-",
                                                   "1.2|2020-12-01|-"});
  CHECK(ids_of(mapped.findings) == Texts{"I-08"});
  CHECK(mapped.is_even("observation"));
}

TEST_CASE("a range of letters says which columns are months", "[map_table]") {
  Mapped mapped;
  TableMap map = months_across("D:E");
  map.skip = {{"", "Subtotal*"}};
  mapped.add(plan(mapped.workspace), map);
  CHECK(mapped.rows("observation", shown) ==
        Texts{"1.1|2020-11-01|-", "1.1|2020-12-01|3", "1.2|2020-11-01|-", "1.2|2020-12-01|-"});
  Mapped wrong;
  wrong.add(plan(wrong.workspace), months_across("D:F"));
  CHECK(short_texts(wrong.findings) == Texts{"CFG-04 report.toml:8:1 the heading 'Total' is not a month | "
                                             "write months as 2020-12 or Dec 2020"});
}

TEST_CASE("letters are those of the sheet, wherever its table begins", "[map_table]") {
  Mapped mapped;
  RawTable raw = raw_table({"Code", "Oct 2020", "Nov 2020"}, {{"1.1", "1", "2"}}, mapped.workspace);
  raw.letters = {{"c1", "C"}, {"c2", "D"}, {"c3", "E"}};
  mapped.add(raw, months_across("D:D"));
  CHECK(mapped.rows("observation", shown) == Texts{"1.1|2020-10-01|1"});
}

TEST_CASE("a table without months says so", "[map_table]") {
  for (const char* months : {"auto", "Y:Z", "nonsense"}) {
    Mapped mapped;
    mapped.add(raw_table({"Code", "Total"}, {{"1.1", "1"}}, mapped.workspace), months_across(months));
    CHECK(short_texts(mapped.findings) ==
          Texts{"CFG-04 report.toml:8:1 source \"ledger\" has no columns headed by months | write months = "
                "\"auto\", or the columns as letters: months = \"D:O\""});
  }
}

TEST_CASE("columns called value or period stand back behind months", "[map_table]") {
  Mapped mapped;
  mapped.add(raw_table({"indicator", "value", "period", "Oct 2020"},
                       {{"1.1", "9", "2020", "1"}, {"1.2", "8", "2020", "2"}}, mapped.workspace),
             [] {
               TableMap map = map_of("observation");
               map.months = "auto";
               return map;
             }());
  CHECK(short_texts(mapped.findings).empty());
  CHECK(mapped.rows("observation", shown) == Texts{"1.1|2020-10-01|1", "1.2|2020-10-01|2"});
  CHECK(mapped.is_even("observation"));
}

TEST_CASE("a value that stands below no month is asked for", "[map_table]") {
  Mapped mapped;
  TableMap map = months_across("auto");
  map.fields["value"] = from_column("Total");
  mapped.add(plan(mapped.workspace), map);
  CHECK(short_texts(mapped.findings) ==
        Texts{"CFG-07 report.toml:9:5 below the months of source \"ledger\" stands no column 'Total' for "
              "value | leave value out: the months have one column each"});
}

TEST_CASE("months of the table target fill its scope", "[map_table]") {
  Mapped mapped;
  TableMap map = map_of("target", {{"indicator", from_column("Code")}});
  map.months = "auto";
  map.skip = {{"", "Subtotal*"}};
  mapped.add(raw_table({"Code", "Oct 2020"}, {{"1.1", "10"}}, mapped.workspace), map);
  CHECK(short_texts(mapped.findings).empty());
  CHECK(mapped.rows("target", {"indicator", "scope_first", "scope_last", "value"}) ==
        Texts{"1.1|2020-10-01|2020-10-31|10"});
}

TEST_CASE("each month's value knows its own cell", "[map_table]") {
  Mapped mapped;
  mapped.add(raw_table({"Code", "Oct 2020", "Nov 2020"}, {{"1.1", "1", "2"}}, mapped.workspace),
             months_across("auto"));
  const Table& table = *mapped.workspace.find("observation");
  REQUIRE(table.rows() == 2);
  CHECK(mapped.workspace.evidence.refs(table.row_evidence[0])[0].column == "2");
  CHECK(mapped.workspace.evidence.refs(table.row_evidence[1])[0].column == "3");
}

TEST_CASE("a year in the map completes months that stand in a column", "[map_table]") {
  const auto read = [](int year, Texts& findings) {
    Mapped mapped;
    TableMap map = map_of("observation", {{"indicator", from_column("Code")}});
    map.year = year;
    mapped.add(
        raw_table({"Code", "period", "value"},
                  {{"1.1", "June", "5"}, {"1.1", "ივლისი", "6"}, {"1.1", "Aug 2013", "7"}}, mapped.workspace),
        map);
    findings = short_texts(mapped.findings);
    return mapped.rows("observation", {"period_first", "period_last"});
  };
  Texts findings;
  CHECK(read(2014, findings) ==
        Texts{"2014-06-01|2014-06-30", "2014-07-01|2014-07-31", "2013-08-01|2013-08-31"});
  CHECK(findings.empty());
  CHECK(read(0, findings).size() == 1);
  CHECK(findings.size() == 2);
}
