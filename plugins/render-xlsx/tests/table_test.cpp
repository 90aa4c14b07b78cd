#include "catch.hpp"
#include "event_script.hpp"
#include "workbook_parts.hpp"

using namespace kvali::test;

namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::vector<BatchColumn> money(std::vector<Value> lines, std::vector<Value> amounts) {
  return {BatchColumn{"line", "u", {{"kvali:label", "Line"}}, std::move(lines)},
          BatchColumn{"amount",
                      "l",
                      {{"kvali:label", "Amount"}, {"kvali:total", "sum"}, {"kvali:format", "#,##0"}},
                      std::move(amounts)}};
}

Value s(const char* text) {
  return std::string(text);
}
Value n(int64_t value) {
  return value;
}

Event table_of(const Batch& batch, const char* caption = "Money") {
  Event event;
  event.id = "money";
  event.text = caption;
  event.batch = &batch;
  return event;
}

const char* const sheet2 = "xl/worksheets/sheet2.xml";

}  // namespace

TEST_CASE("a total that adds up is a live formula with the engine's figure beside it") {
  const Batch body(money({s("a"), s("b")}, {n(1), n(2)}));
  const Batch total(money({s("Total")}, {n(3)}));
  const std::string path = output_path("total.xlsx");
  EventScript script(path);
  script.document("R").open(KVALI_TABLE, table_of(body)).rows(body).rows(total, 2).close(KVALI_TABLE);
  REQUIRE(script.finish() == 0);
  auto parts = read_parts(path);
  CHECK(has(parts[sheet2], "<f>SUBTOTAL(109,tbl_money[Amount])</f><v>3</v>"));
  CHECK(has(parts["xl/tables/table1.xml"], "totalsRowFunction=\"sum\""));
  CHECK(has(parts["xl/tables/table1.xml"], "totalsRowLabel=\"Total\""));
  CHECK(script.warnings() == 0);
}

TEST_CASE("a total that does not add up stays a value, and the report says so") {
  const Batch body(money({s("a"), s("b")}, {n(1), Value()}));
  const Batch total(money({s("Total")}, {n(4)}));
  const std::string path = output_path("total-wrong.xlsx");
  EventScript script(path);
  script.document("R").open(KVALI_TABLE, table_of(body)).rows(body).rows(total, 2).close(KVALI_TABLE);
  REQUIRE(script.finish() == 0);
  const std::string xml = read_parts(path)[sheet2];
  CHECK_FALSE(has(xml, "<f>"));
  CHECK(has(xml, "<v>4</v>"));
  CHECK(script.reported("is not the sum of the rows shown"));
}

TEST_CASE("row groups make a plain outlined range without a native table") {
  const Batch body(money({s("a")}, {n(1)}));
  const std::string path = output_path("groups.xlsx");
  EventScript script(path);
  Event group;
  group.text = "Outcome 1";
  script.document("R").open(KVALI_TABLE, table_of(body)).open(KVALI_ROW_GROUP, group).rows(body);
  script.close(KVALI_ROW_GROUP).close(KVALI_TABLE);
  REQUIRE(script.finish() == 0);
  auto parts = read_parts(path);
  CHECK(parts.count("xl/tables/table1.xml") == 0);
  CHECK(has(parts[sheet2], "outlineLevel=\"1\""));
  CHECK(has(parts[sheet2], "summaryBelow=\"0\""));
  CHECK(has(parts["xl/sharedStrings.xml"], "Outcome 1"));
}

TEST_CASE("a table without rows says so") {
  const Batch body(money({}, {}));
  const std::string path = output_path("no-rows.xlsx");
  EventScript script(path);
  script.document("R").table("money", "Money", body, {{"empty", "Nothing was spent."}});
  REQUIRE(script.finish() == 0);
  auto parts = read_parts(path);
  CHECK(has(parts["xl/sharedStrings.xml"], "Nothing was spent."));
  CHECK(parts.count("xl/tables/table1.xml") == 0);
  CHECK(has(parts["xl/sharedStrings.xml"], "Amount"));
}

TEST_CASE("a table for another renderer is left out with all that it holds") {
  const Batch body(money({s("secret row")}, {n(1)}));
  const std::string path = output_path("only.xlsx");
  EventScript script(path);
  script.document("R")
      .table("p", "PDF only", body, {{"only", "pdf"}})
      .table("x", "Mine", body, {{"only", "xlsx"}});
  script.paragraph("after");
  REQUIRE(script.finish() == 0);
  auto parts = read_parts(path);
  CHECK_FALSE(has(parts["xl/sharedStrings.xml"], "PDF only"));
  CHECK(has(parts["xl/workbook.xml"], "name=\"Mine\""));
  CHECK(has(parts["xl/sharedStrings.xml"], "after"));
}

TEST_CASE("key-values stand on the first sheet with typed cells") {
  const Batch rows({BatchColumn{"k", "u", {}, {s("Start")}}, BatchColumn{"v", "tdD", {}, {n(18604)}}});
  const std::string path = output_path("keyvalue.xlsx");
  EventScript script(path);
  Event table = table_of(rows, "Facts");
  table.style = "keyvalue";
  script.document("R").open(KVALI_TABLE, table).rows(rows).close(KVALI_TABLE);
  REQUIRE(script.finish() == 0);
  auto parts = read_parts(path);
  CHECK(parts.count(sheet2) == 0);
  CHECK(has(parts["xl/worksheets/sheet1.xml"], "<v>44173</v>"));
}

TEST_CASE("two tables of one id and caption get names of their own") {
  const Batch body(money({s("a")}, {n(1)}));
  const std::string path = output_path("twins.xlsx");
  EventScript script(path);
  script.document("R").table("t", "Money", body).table("t", "MONEY", body);
  REQUIRE(script.finish() == 0);
  auto parts = read_parts(path);
  CHECK(has(parts["xl/tables/table1.xml"], "displayName=\"tbl_t\""));
  CHECK(has(parts["xl/tables/table2.xml"], "displayName=\"tbl_t_2\""));
  CHECK(has(parts["xl/workbook.xml"], "name=\"MONEY (2)\""));
}

TEST_CASE("a status is colour, shape and word together") {
  const Batch rows({BatchColumn{"state", "u", {}, {s("late")}},
                    BatchColumn{"c", "u", {{"kvali:role", "status"}, {"kvali:of", "state"}}, {s("bad")}}});
  const std::string path = output_path("status.xlsx");
  EventScript script(path);
  script.document("R").table("t", "T", rows);
  REQUIRE(script.finish() == 0);
  auto parts = read_parts(path);
  CHECK(has(parts["xl/styles.xml"], "&quot;■ &quot;@"));
  CHECK(has(parts["xl/styles.xml"], "FFA8321F"));
  CHECK(has(parts["xl/sharedStrings.xml"], "<t>late</t>"));
}

TEST_CASE("a timestamp shows the clock of its zone") {
  // 2020-12-08T10:00:00Z is 14:00 in Tbilisi: 44173 + 14/24.
  const Batch rows({BatchColumn{"at", "tsu:Asia/Tbilisi", {}, {n(1607421600000000)}}});
  const std::string path = output_path("instant.xlsx");
  EventScript script(path);
  script.document("R").table("t", "T", rows);
  REQUIRE(script.finish() == 0);
  CHECK(has(read_parts(path)[sheet2], "<v>44173.58333333"));
}

TEST_CASE("numbers of more than 15 digits are kept as text") {
  const Batch rows({BatchColumn{"id", "l", {}, {n(1234567890123456789), n(42)}}});
  const std::string path = output_path("digits.xlsx");
  EventScript script(path);
  script.document("R").table("t", "T", rows);
  REQUIRE(script.finish() == 0);
  auto parts = read_parts(path);
  CHECK(has(parts["xl/sharedStrings.xml"], "<t>1234567890123456789</t>"));
  CHECK(has(parts[sheet2], "<v>42</v>"));
}

TEST_CASE("headers that repeat under column groups take the group along") {
  const Batch rows({BatchColumn{"a", "l", {{"kvali:label", "Women"}}, {n(1)}},
                    BatchColumn{"b", "l", {{"kvali:label", "Women"}}, {n(2)}}});
  const std::string path = output_path("group-headers.xlsx");
  EventScript script(path);
  Event now;
  now.kind = KVALI_COLUMN_GROUP;
  now.text = "This month";
  now.attributes = {{"columns", "a"}};
  Event all = now;
  all.text = "Since the start";
  all.attributes = {{"columns", "b"}};
  script.document("R").open(KVALI_TABLE, table_of(rows)).send(now).send(all).rows(rows).close(KVALI_TABLE);
  REQUIRE(script.finish() == 0);
  const std::string table = read_parts(path)["xl/tables/table1.xml"];
  CHECK(has(table, "name=\"Women · This month\""));
  CHECK(has(table, "name=\"Women · Since the start\""));
}
