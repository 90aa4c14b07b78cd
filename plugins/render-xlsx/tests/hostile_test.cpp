// Input that must neither crash the renderer nor damage the file nor vanish unseen.
#include <cerrno>
#include <filesystem>
#include <limits>

#include "catch.hpp"
#include "event_script.hpp"
#include "text.hpp"
#include "workbook_parts.hpp"

using namespace kvali::test;

namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}
Value s(const std::string& text) {
  return text;
}
Value n(int64_t value) {
  return value;
}

const char* const sheet2 = "xl/worksheets/sheet2.xml";
const char* const strings = "xl/sharedStrings.xml";

}  // namespace

TEST_CASE("text that looks like a formula stays text") {
  const Batch rows(
      {BatchColumn{"=A1", "u", {}, {s("=HYPERLINK(\"http://x\",\"y\")"), s("+1"), s("@SUM(A1)"), s("-2")}}});
  const std::string path = output_path("formula.xlsx");
  EventScript script(path);
  script.document("=1+1").paragraph("=cmd|' /C calc'!A0").table("t", "=T", rows);
  REQUIRE(script.finish() == 0);
  for (const auto& [name, xml] : read_parts(path)) {
    INFO(name);
    CHECK_FALSE(has(xml, "<f>"));
    CHECK_FALSE(has(xml, "calculatedColumnFormula"));
  }
}

TEST_CASE("broken text becomes visible, not a broken file") {
  const Batch rows({BatchColumn{"x", "u", {{"kvali:label", "a\x02\xED\xA0\x80"}}, {s("\x01\xFF_x0041_")}},
                    BatchColumn{"note", "u", {{"kvali:role", "note"}, {"kvali:of", "x"}}, {s("n\x03\xFE")}}});
  const std::string path = output_path("broken-text.xlsx");
  EventScript script(path);
  script.document("t\x04\xC0", "en",
                  {{"period", "\xF8"}, {"donor", "\x05"}, {"organisation", "&G &[Picture]"}});
  script.paragraph("p\x06").table("i\x07", "c\x08\xEF\xBF\xBE", rows, {{"sheet", "s\x09:\x0b"}});
  REQUIRE(script.finish() == 0);
  auto parts = read_parts(path);
  for (const auto& [name, xml] : parts) {
    INFO(name);
    CHECK(kvali::xlsx::xml_text(xml) == xml);  // Every part is what XML allows.
  }
  CHECK(has(parts[strings], "\uFFFD\uFFFD_x005F_x0041_"));
}

TEST_CASE("40,000 units are cut with a mark, in cells and notes") {
  const std::string text(40000, 'x');
  const Batch rows({BatchColumn{"x", "u", {}, {s(text)}},
                    BatchColumn{"m", "u", {{"kvali:role", "note"}, {"kvali:of", "x"}}, {s(text)}}});
  const std::string path = output_path("long-text.xlsx");
  EventScript script(path);
  script.document(text.c_str()).table("t", text.c_str(), rows, {{"legend", text}, {"sheet", text}});
  REQUIRE(script.finish() == 0);
  CHECK(has(read_parts(path)[strings], std::string(32766, 'x') + "…"));
  CHECK(script.reported("[L-06] a text is longer than a cell can be"));
}

TEST_CASE("values Excel has no place for are kept as text or marked") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  const Batch rows(
      {BatchColumn{"day", "tdD", {}, {n(-43829), n(2147483647), n(18604)}},
       BatchColumn{"real", "g", {{"kvali:total", "sum"}}, {Value(nan), Value(infinity), Value(1e300)}},
       BatchColumn{"money", "d:38,2", {{"kvali:format", "q\"#"}}, {n(-5), n(0), n(9223372036854775807)}},
       BatchColumn{"at", "tsu:Nowhere/Town", {}, {n(0), n(-9000000000000000000), n(9000000000000000000)}}});
  const std::string path = output_path("values.xlsx");
  EventScript script(path);
  script.document("R").table("t", "T", rows);
  REQUIRE(script.finish() == 0);
  auto parts = read_parts(path);
  CHECK(has(parts[strings], "<t>1850-01-01</t>"));
  CHECK(has(parts[strings], "<t>92233720368547758.07</t>"));
  CHECK(has(parts[sheet2], "<v>44173</v>"));
  CHECK(has(parts[sheet2], "<v>-0.05</v>"));
  CHECK_FALSE(has(parts[sheet2], "NAN"));
  CHECK_FALSE(has(parts[sheet2], "INF"));
  CHECK(script.reported("not a finite number"));
  CHECK(script.reported("time zone 'Nowhere/Town' is not known"));
}

TEST_CASE("headers that repeat become unique, empty ones get a dash") {
  const Batch rows({BatchColumn{"a", "l", {{"kvali:label", "N"}}, {n(1)}},
                    BatchColumn{"b", "l", {{"kvali:label", "n"}}, {n(2)}},
                    BatchColumn{"c", "l", {{"kvali:label", ""}}, {n(3)}}});
  const std::string path = output_path("headers.xlsx");
  EventScript script(path);
  REQUIRE(script.document("R").table("t", "T", rows).finish() == 0);
  const std::string table = read_parts(path)["xl/tables/table1.xml"];
  CHECK(has(table, "name=\"N\""));
  CHECK(has(table, "name=\"n (2)\""));
  CHECK(has(table, "name=\"–\""));
}

TEST_CASE("an empty document is a workbook with one sheet") {
  const std::string path = output_path("empty.xlsx");
  EventScript script(path);
  REQUIRE(script.document("").finish() == 0);
  CHECK(read_parts(path).count("xl/worksheets/sheet1.xml") == 1);
  EventScript nothing(path);
  CHECK(nothing.finish() == 0);
}

TEST_CASE("a table without columns does not stop the report") {
  const Batch none(std::vector<BatchColumn>{});
  const std::string path = output_path("no-columns.xlsx");
  EventScript script(path);
  script.document("R").table("t", "T", none).paragraph("after");
  REQUIRE(script.finish() == 0);
  CHECK(has(read_parts(path)[strings], "after"));
}

TEST_CASE("17,000 columns are refused by name and leave no file") {
  std::vector<BatchColumn> columns;
  for (int i = 0; i < 17000; ++i) columns.push_back({"c" + std::to_string(i), "l", {}, {n(i)}});
  const Batch wide(columns);
  const std::string path = output_path("wide.xlsx");
  EventScript script(path);
  script.document("R").table("t", "Wide", wide);
  CHECK(script.finish() == EINVAL);
  CHECK(script.reported("table 'Wide' has 17000 columns"));
  CHECK_FALSE(std::filesystem::exists(path));
  CHECK_FALSE(std::filesystem::exists(path + ".part"));
}

TEST_CASE("more rows than a sheet has are refused by name") {
  const Batch tall({BatchColumn{"b", "b", {}, std::vector<Value>(1048576, Value(true))}});
  const std::string path = output_path("tall.xlsx");
  EventScript script(path);
  script.document("R").table("t", "Tall", tall);
  CHECK(script.finish() == EINVAL);
  CHECK(script.reported("table 'Tall' has 1048576 rows"));
  CHECK_FALSE(std::filesystem::exists(path));
}

TEST_CASE("a failure leaves the file of the last run alone") {
  const std::string path = output_path("kept.xlsx");
  EventScript good(path);
  REQUIRE(good.document("R").finish() == 0);
  const std::string before = read_bytes(path);
  const Batch odd({BatchColumn{"x", "+l", {}, {}}});
  EventScript bad(path);
  bad.document("R").table("t", "Odd", odd);
  CHECK(bad.finish() == EINVAL);
  CHECK(bad.reported("column 'x' has the type '+l'"));
  CHECK((read_bytes(path) == before));
}

TEST_CASE("an output in a folder that does not exist is said before anything is written") {
  EventScript script("/nowhere/at/all/report.xlsx");
  CHECK(script.document("R").finish() == ENOENT);
  CHECK(script.reported("folder of the output does not exist"));
}

TEST_CASE("events that make no sense do not crash") {
  const Batch rows({BatchColumn{"x", "l", {}, {n(1)}}});
  const std::string path = output_path("nonsense.xlsx");
  EventScript script(path);
  Event kpi;
  kpi.kind = KVALI_KPI;
  kpi.attributes = {{"value_raw", "nan"}, {"share", "1e999"}, {"target_raw", "12x"}};
  Event group;
  group.kind = KVALI_COLUMN_GROUP;
  group.level = 2000000000;
  group.text = "G";
  group.attributes = {{"columns", "x x y"}};
  Event list;
  list.level = 1;
  list.attributes = {{"start", "99999999999999999999"}};
  script.close(KVALI_TABLE).close(KVALI_QUOTE).close(KVALI_BULLETS).rows(rows).send(group).send(kpi);
  script.document("R").open(KVALI_ITEM).text("item").close(KVALI_ITEM).open(KVALI_ROW_GROUP).rows(rows);
  script.open(KVALI_BULLETS, list).open(KVALI_ITEM).text("x").close(KVALI_ITEM).close(KVALI_BULLETS);
  Event table;
  table.batch = &rows;
  script.open(KVALI_TABLE, table).send(group).rows(rows, -5).rows(rows, 99).rows(rows).close(KVALI_TABLE);
  Event heading;
  heading.level = -7;
  script.open(KVALI_HEADING, heading).text("h").open(KVALI_CALLOUT).open(KVALI_QUOTE);
  CHECK(script.finish() == 0);
  CHECK(has(read_parts(path)[strings], "item"));
}

TEST_CASE("deep lists stay readable") {
  const std::string path = output_path("deep.xlsx");
  EventScript script(path);
  script.document("R");
  for (int i = 0; i < 60; ++i) script.open(KVALI_BULLETS).open(KVALI_ITEM).text("level");
  CHECK(script.finish() == 0);
}
