#include "catch.hpp"
#include "mapping.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {
const Texts observation_columns{"indicator", "period_first", "period_last", "value"};
}

TEST_CASE("columns are mapped by heading, exactly or after folding", "[map_table]") {
  Mapped mapped;
  const RawTable raw = raw_table({"Code", "ACTUAL ", "თვე"}, {{"1.1", "5", "2020-12"}}, mapped.workspace);
  mapped.add(raw, map_of("observation", {{"indicator", from_column("Code")},
                                         {"value", from_column("actual")},
                                         {"period", from_column("თვე")}}));
  CHECK(short_texts(mapped.findings).empty());
  CHECK(mapped.rows("observation", observation_columns) == Texts{"1.1|2020-12-01|2020-12-31|5"});
}

TEST_CASE("fields that no map names come from columns of their own name", "[map_table]") {
  Mapped mapped;
  const RawTable raw =
      raw_table({"indicator", "period", "value", "other"}, {{"1.1", "2020-12", "5", "x"}}, mapped.workspace);
  mapped.add(raw, map_of("observation"));
  CHECK(short_texts(mapped.findings).empty());
  CHECK(mapped.rows("observation", observation_columns) == Texts{"1.1|2020-12-01|2020-12-31|5"});
  CHECK(mapped.workspace.find("observation")->find("other") == nullptr);
}

TEST_CASE("a column that is only called like a field of words is not taken", "[map_table]") {
  const Texts headings{"indicator", "period", "value", "status"};
  Mapped mapped;
  mapped.add(raw_table(headings, {{"1.1", "2020-12", "5", "paid"}, {"1.2", "2020-12", "6", "pledge"}},
                       mapped.workspace),
             map_of("observation"));
  CHECK(mapped.workspace.find("observation")->find("status") == nullptr);
  CHECK(
      short_texts(mapped.findings) ==
      Texts{"D-08 report.toml:8:1 source \"ledger\" has a column 'status' of other words, such as 'paid': it "
            "is "
            "not taken | if it is meant, say what its words mean: status = { column = \"status\", values = { "
            "\"paid\" = \"draft\" } }"});
  Mapped misspelt;
  misspelt.add(raw_table(headings, {{"1.1", "2020-12", "5", "aproved"}, {"1.2", "2020-12", "6", "-"}},
                         misspelt.workspace),
               map_of("observation"));
  CHECK(short_texts(misspelt.findings).size() == 1);
  CHECK(misspelt.findings.all()[0].severity == Severity::error);
}

TEST_CASE("a word that decides what is counted is an error, not a column left out", "[map_table]") {
  Mapped mapped;
  mapped.add(
      raw_table({"line", "date", "amount", "kind"}, {{"1", "2020-12-01", "5", "pledge"}}, mapped.workspace),
      map_of("expenditure"));
  REQUIRE(ids_of(mapped.findings) == Texts{"D-08"});
  CHECK(mapped.findings.all()[0].severity == Severity::error);
}

TEST_CASE("two columns of one heading fill a field once", "[map_table]") {
  Mapped mapped;
  const RawTable raw =
      raw_table({"indicator", "period", "value", "value"},
                {{"1.1", "2020-12", "5", "6"}, {"1.2", "2020-12", "7", "8"}}, mapped.workspace);
  mapped.add(raw, map_of("observation"));
  CHECK(mapped.rows("observation", observation_columns) ==
        Texts{"1.1|2020-12-01|2020-12-31|5", "1.2|2020-12-01|2020-12-31|7"});
  CHECK(mapped.is_even("observation"));
  CHECK(short_texts(mapped.findings) ==
        Texts{"CFG-07 report.toml:8:1 source \"ledger\" has two columns 'value': the first is taken | "
              "rename one of them, or map value = \"Heading\""});
}

TEST_CASE("constants, value lists and languages fill fields", "[map_table]") {
  Mapped mapped;
  const RawTable raw =
      raw_table({"id", "state", "ტექსტი"},
                {{"n1", "Done", "ა"}, {"n2", " done ", "ბ"}, {"n3", "raised", "გ"}}, mapped.workspace);
  FieldMap status = from_column("state");
  status.values = {{"Done", "addressed"}};
  mapped.add(raw, map_of("need", {{"need_id", from_column("id")},
                                  {"status", status},
                                  {"sector", from_constant("legal")},
                                  {"text@ka", from_column("ტექსტი")}}));
  CHECK(short_texts(mapped.findings).empty());
  CHECK(mapped.rows("need", {"need_id", "status", "sector", "text@ka"}) ==
        Texts{"n1|addressed|legal|ა", "n2|addressed|legal|ბ", "n3|raised|legal|გ"});
}

TEST_CASE("a disaggregation makes one key, dimensions sorted, totals empty", "[map_table]") {
  Mapped mapped;
  const RawTable raw = raw_table({"indicator", "period", "value", "Sex", "Age"},
                                 {{"1", "2020-12", "5", "Women", "18-24"},
                                  {"1", "2020-12", "6", "Total", "Total"},
                                  {"1", "2020-12", "7", "კაცი", "~"}},
                                 mapped.workspace);
  TableMap map = map_of("observation");
  map.disaggregation = {{"sex", from_column("Sex")}, {"age", from_column("Age")}};
  mapped.add(raw, map);
  CHECK(short_texts(mapped.findings).empty());
  CHECK(mapped.rows("observation", {"value", "disagg"}) == Texts{"5|age=18-24;sex=f", "6|-", "7|sex=m"});
}

TEST_CASE("a category cannot break the key it stands in", "[map_table]") {
  Mapped mapped;
  const RawTable raw = raw_table({"indicator", "period", "value", "Group", "disagg"},
                                 {{"1", "2020-12", "5", "women; girls=all", "x"}}, mapped.workspace);
  TableMap map = map_of("observation");
  map.disaggregation = {{"group", from_column("Group")}};
  mapped.add(raw, map);
  CHECK(mapped.rows("observation", {"disagg"}) == Texts{"group=women, girls:all"});
  CHECK(mapped.is_even("observation"));
}

TEST_CASE("D-10: a breakdown that is written otherwise has the same key", "[map_table]") {
  Mapped mapped;
  mapped.add(raw_table({"indicator", "period", "value", "disagg"},
                       {{"1", "2025-12", "5", "Sex=F"},
                        {"1", "2025-12", "5", " sex = female ; Age = 18-24"},
                        {"1", "2025-12", "5", "age=18-24;sex=f"},
                        {"1", "2025-12", "9", "Total"},
                        {"1", "2025-12", "2", "women"}},
                       mapped.workspace),
             map_of("observation"));
  CHECK(mapped.rows("observation", {"disagg"}) ==
        Texts{"sex=f", "age=18-24;sex=f", "age=18-24;sex=f", "-", "women"});
  CHECK(short_texts(mapped.findings).back() ==
        "D-08 source \"ledger\", record 6 disagg is not a list of groups: 'women' | write it as "
        "age=18-24;sex=f, or map the columns below disaggregation");
}

TEST_CASE("a column that is not there is answered by what was meant", "[map_table]") {
  Mapped mapped;
  const RawTable raw = raw_table({"Code", "Month", "Actual"}, {{"1", "2020-12", "5"}}, mapped.workspace);
  mapped.add(raw, map_of("observation", {{"indicator", from_column("Cod")},
                                         {"period", from_column("Month")},
                                         {"value", from_column("Xyzzy")}}));
  CHECK(
      short_texts(mapped.findings) ==
      Texts{
          "CFG-07 report.toml:9:5 source \"ledger\" has no column 'Cod' for indicator | did you mean 'Code'?",
          "CFG-07 report.toml:9:5 source \"ledger\" has no column 'Xyzzy' for value | its columns are: Code, "
          "Month, Actual"});
  CHECK(mapped.rows("observation", {"value"}).empty());
}

TEST_CASE("unknown tables and fields are answered by what was meant", "[map_table]") {
  Mapped mapped;
  const RawTable raw = raw_table({"indicator", "period"}, {}, mapped.workspace);
  mapped.add(raw, map_of("observations"));
  mapped.add(raw,
             map_of("observation", {{"valu", from_column("period")}, {"value@ka", from_column("period")}}));
  const Texts all = short_texts(mapped.findings);
  REQUIRE(all.size() == 3);
  CHECK(all[0] ==
        "CFG-01 report.toml:8:1 there is no canonical table 'observations' | did you mean 'observation'?");
  CHECK(all[1] == "CFG-01 report.toml:9:5 the table observation has no field 'valu' | did you mean 'value'?");
  CHECK(all[2].rfind("CFG-01 report.toml:9:5 the table observation has no field 'value@ka'", 0) == 0);
}

TEST_CASE("a required field that nothing fills is asked for", "[map_table]") {
  Mapped mapped;
  mapped.add(raw_table({"Actual"}, {{"5"}}, mapped.workspace),
             map_of("observation", {{"value", from_column("Actual")}}));
  CHECK(short_texts(mapped.findings) ==
        Texts{"CFG-03 report.toml:8:1 indicator is not mapped to a column of source \"ledger\" | add "
              "indicator = \"Heading\" below [source.map.observation]",
              "CFG-03 report.toml:8:1 period is not mapped to a column of source \"ledger\" | add period = "
              "\"Heading\" below [source.map.observation]"});
}

TEST_CASE("rows that are skipped, blank or without a key", "[map_table]") {
  Mapped mapped;
  const RawTable raw = raw_table({"indicator", "period", "value"},
                                 {{"1.1", "2020-12", "5"},
                                  {"Subtotal A", "~", "9"},
                                  {"~", "~", "~"},
                                  {"", " ", ""},
                                  {"~", "2020-12", "7"},
                                  {"1.2", "2020-12", "~"}},
                                 mapped.workspace);
  TableMap map = map_of("observation");
  map.skip = {{"", "Subtotal*"}};
  mapped.add(raw, map);
  CHECK(mapped.rows("observation", observation_columns) ==
        Texts{"1.1|2020-12-01|2020-12-31|5", "1.2|2020-12-01|2020-12-31|-"});
  REQUIRE(ids_of(mapped.findings) == Texts{"D-09"});
  CHECK(mapped.findings.all()[0].message == "the row has no indicator");
}

TEST_CASE("a skip pattern counts characters and knows only * and ?", "[map_table]") {
  Mapped mapped;
  const RawTable raw =
      raw_table({"indicator", "period", "value"},
                {{"სულ", "2020-12", "1"}, {"[t]", "2020-12", "2"}, {"t", "2020-12", "3"}}, mapped.workspace);
  TableMap map = map_of("observation");
  map.skip = {{"", "???"}};
  mapped.add(raw, map);
  CHECK(mapped.rows("observation", {"value"}) == Texts{"3"});
  Mapped brackets;
  const RawTable again = raw_table({"indicator", "period", "value"},
                                   {{"[t]", "2020-12", "2"}, {"t", "2020-12", "3"}}, brackets.workspace);
  map.skip = {{"", "[t]"}};
  brackets.add(again, map);
  CHECK(brackets.rows("observation", {"value"}) == Texts{"3"});
}

TEST_CASE("all wrong cells of a table are found together, each in its row", "[map_table]") {
  Mapped mapped;
  const RawTable raw = raw_table(
      {"indicator", "period", "value", "est"},
      {{"1.1", "2020-12", "ten", "perhaps"}, {"1.2", "sometime", "5", "no"}, {"1.3", "2020-12", "6", "yes"}},
      mapped.workspace);
  mapped.add(raw, map_of("observation"));
  CHECK(ids_of(mapped.findings) == Texts{"I-08", "D-08", "D-07"});
  CHECK(mapped.findings.all()[0].place.text() == "source \"ledger\", record 2");
  CHECK(mapped.findings.all()[2].place.text() == "source \"ledger\", record 3");
  // A value that cannot be read is missing; a row whose period cannot be read is no record.
  CHECK(mapped.rows("observation", {"indicator", "value", "est"}) == Texts{"1.1|-|-", "1.3|6|true"});
}

TEST_CASE("later sources add columns, and every row has a cell in each", "[map_table]") {
  Mapped mapped;
  const RawTable first =
      raw_table({"indicator", "period", "value"}, {{"1.1", "2020-11", "5"}}, mapped.workspace);
  const RawTable second =
      raw_table({"indicator", "period", "note"}, {{"1.1", "2020-12", "late"}}, mapped.workspace, "notes");
  mapped.add(first, map_of("observation"));
  mapped.add(second, map_of("observation"), "notes");
  CHECK(mapped.rows("observation", {"period_first", "value", "note"}) ==
        Texts{"2020-11-01|5|-", "2020-12-01|-|late"});
  CHECK(mapped.is_even("observation"));
}

TEST_CASE("the same mistake in many rows is one finding that names the first", "[map_table]") {
  Mapped mapped;
  const RawTable raw = raw_table({"indicator", "period", "value"},
                                 {{"1.1", "2020-01", "many"},
                                  {"1.1", "2020-02", "many"},
                                  {"1.1", "2020-03", "few"},
                                  {"1.1", "2020-04", "many"},
                                  {"1.1", "2020-05", "many"}},
                                 mapped.workspace);
  mapped.add(raw, map_of("observation"));
  CHECK(short_texts(mapped.findings) == Texts{"I-08 source \"ledger\", record 2 value is not a number: "
                                              "'many', in 4 rows: 2, 3, 5 ... | write digits "
                                              "only, or leave the cell empty if there is no figure",
                                              "I-08 source \"ledger\", record 4 value is not a number: 'few' "
                                              "| write digits only, or leave the cell "
                                              "empty if there is no figure"});
}

TEST_CASE("a column of dates that shows nowhere what stands first is warned of", "[map_table]") {
  const auto found = [](const std::vector<std::string>& dates, bool order_given) {
    Mapped mapped;
    std::vector<std::vector<std::string>> rows;
    for (const std::string& date : dates) rows.push_back({"m" + std::to_string(rows.size()), date});
    FieldMap map = from_column("day");
    map.order_given = order_given;
    mapped.add(raw_table({"meeting_id", "day"}, rows, mapped.workspace), map_of("meeting", {{"date", map}}));
    return short_texts(mapped.findings);
  };
  CHECK(found({"01/02/2025", "05/05/2025", "03/04/2025"}, false) ==
        Texts{"D-13 source \"ledger\", record 2 date may have the day or the month first: '01/02/2025' | the "
              "day was "
              "taken; write date = { column = \"Heading\", order = \"day-first\" } if that is right, else "
              "\"month-first\""});
  CHECK(found({"01/02/2025", "13/02/2025"}, false).empty());
  CHECK(found({"01/02/2025"}, true).empty());
  CHECK(found({"2025-02-01", "01.02.2025", "5/5/2025"}, false).empty());
}
