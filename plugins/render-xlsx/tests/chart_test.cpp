#include "catch.hpp"
#include "event_script.hpp"
#include "workbook_parts.hpp"

using namespace kvali::test;

namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}
Value s(const char* text) {
  return std::string(text);
}
Value n(int64_t value) {
  return value;
}

Event chart_of(const Batch& rows, const char* style, Attributes attributes = {}) {
  Event chart;
  chart.kind = KVALI_CHART;
  chart.text = "Persons";
  chart.style = style;
  chart.batch = &rows;
  chart.attributes = std::move(attributes);
  return chart;
}

}  // namespace

TEST_CASE("a chart draws its table's cells where they show exactly its rows") {
  const Batch rows(
      {BatchColumn{"q", "u", {}, {s("I"), s("II")}}, BatchColumn{"persons", "l", {}, {n(3), n(5)}}});
  const std::string path = output_path("chart-table.xlsx");
  EventScript script(path);
  script.document("R").send(chart_of(rows, "bar", {{"table", "t"}, {"alt", "Three, then five."}}));
  script.table("t", "Quarters", rows);
  REQUIRE(script.finish() == 0);
  auto parts = read_parts(path);
  CHECK(has(parts["xl/charts/chart1.xml"], "<c:f>Quarters!$B$5:$B$6</c:f>"));
  CHECK(has(parts["xl/drawings/drawing1.xml"], "descr=\"Three, then five.\""));
  CHECK_FALSE(has(parts["xl/workbook.xml"], "Chart data"));
}

TEST_CASE("a missing value is a gap in a chart, not zero") {
  // Excel draws a text cell as zero, so the table's mark must not be drawn.
  const Batch rows(
      {BatchColumn{"q", "u", {}, {s("I"), s("II")}}, BatchColumn{"persons", "l", {}, {n(3), Value()}},
       BatchColumn{"m", "u", {{"kvali:role", "mark"}, {"kvali:of", "persons"}}, {Value(), s("–")}}});
  const std::string path = output_path("chart-gap.xlsx");
  EventScript script(path);
  script.document("R").table("t", "Quarters", rows).send(chart_of(rows, "line", {{"table", "t"}}));
  REQUIRE(script.finish() == 0);
  auto parts = read_parts(path);
  CHECK(has(parts["xl/charts/chart1.xml"], "'Chart data'!$B$5:$B$6"));
  CHECK_FALSE(has(parts["xl/charts/chart1.xml"], "<c:dispBlanksAs val=\"zero\"/>"));
  CHECK_FALSE(has(parts["xl/worksheets/sheet3.xml"], "r=\"B6\""));
}

TEST_CASE("every style of chart becomes a native one") {
  const Batch rows({BatchColumn{"q", "u", {}, {s("I"), s("II")}}, BatchColumn{"a", "l", {}, {n(3), n(5)}},
                    BatchColumn{"goal", "g", {{"kvali:role", "target"}}, {Value(4.0), Value(4.0)}}});
  const std::pair<const char*, const char*> kinds[] = {{"bar", "<c:barDir val=\"col\"/>"},
                                                       {"hbar", "<c:barDir val=\"bar\"/>"},
                                                       {"stacked", "<c:grouping val=\"stacked\"/>"},
                                                       {"grouped", "<c:grouping val=\"clustered\"/>"},
                                                       {"line", "<c:lineChart>"},
                                                       {"doughnut", "<c:doughnutChart>"},
                                                       {"progress", "<c:barDir val=\"bar\"/>"},
                                                       {"from-the-future", "<c:barChart>"}};
  for (const auto& [style, expected] : kinds) {
    const std::string path = output_path("chart-style.xlsx");
    EventScript script(path);
    script.document("R").send(chart_of(rows, style));
    REQUIRE(script.finish() == 0);
    INFO(style);
    CHECK(has(read_parts(path)["xl/charts/chart1.xml"], expected));
  }
}

TEST_CASE("below bars that go under zero the names stand at the edge, not on the bars") {
  for (const int64_t least : {3, -3}) {
    const Batch rows(
        {BatchColumn{"q", "u", {}, {s("I"), s("II")}}, BatchColumn{"a", "l", {}, {n(least), n(5)}}});
    const std::string path = output_path("chart-negative.xlsx");
    EventScript script(path);
    script.document("R").send(chart_of(rows, "hbar"));
    REQUIRE(script.finish() == 0);
    CHECK(has(read_parts(path)["xl/charts/chart1.xml"], "<c:tickLblPos val=\"low\"/>") == (least < 0));
  }
}

TEST_CASE("a chart that cannot be drawn leaves its alt text") {
  const Batch words({BatchColumn{"q", "u", {}, {s("I")}}, BatchColumn{"a", "u", {}, {s("x")}}});
  const std::string path = output_path("chart-none.xlsx");
  EventScript script(path);
  script.document("R").send(chart_of(words, "bar", {{"alt", "No figures yet."}}));
  REQUIRE(script.finish() == 0);
  auto parts = read_parts(path);
  CHECK(parts.count("xl/charts/chart1.xml") == 0);
  CHECK(has(parts["xl/sharedStrings.xml"], "No figures yet."));
  CHECK(script.warnings() == 1);
}

TEST_CASE("an image that is neither PNG nor JPEG leaves its alt text") {
  const std::string path = output_path("image-none.xlsx");
  EventScript script(path);
  Event image;
  image.kind = KVALI_IMAGE;
  image.text = "A logo";
  image.style = "image/png";
  for (const std::string& bytes : {std::string("\x89PNG\r\n\x1a\n broken"),
                                   std::string("\xFF\xD8\xFF\xE0\0\2", 6), std::string(100, '\xFF')}) {
    image.data = bytes;
    script.document("R").send(image);
  }
  REQUIRE(script.finish() == 0);
  CHECK(script.warnings() == 3);
  CHECK(has(read_parts(path)["xl/sharedStrings.xml"], "A logo"));
}
