#include <clocale>
#include <cstdlib>
#include <ctime>

#include "catch.hpp"
#include "event_script.hpp"
#include "rich_document.hpp"
#include "workbook_parts.hpp"

using namespace kvali::test;

namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// A locale with a decimal comma; made for this process where the system has none.
bool use_german() {
  if (setlocale(LC_ALL, "de_DE.UTF-8") != nullptr) return true;
  const std::string made = output_path("de_DE.UTF-8");
  if (run_program({"localedef", "-i", "de_DE", "-f", "UTF-8", made}).status > 1) return false;
  setenv("LOCPATH", made.substr(0, made.rfind('/')).c_str(), 1);
  const bool found = setlocale(LC_ALL, "de_DE.UTF-8") != nullptr;
  unsetenv("LOCPATH");
  return found && std::string(localeconv()->decimal_point) == ",";
}

const char* const strings = "xl/sharedStrings.xml";
const char* const sheet1 = "xl/worksheets/sheet1.xml";

}  // namespace

TEST_CASE("the first sheet is named in the document's language, or as asked") {
  const std::string path = output_path("names.xlsx");
  EventScript georgian(path);
  REQUIRE(georgian.document("R", "ka").finish() == 0);
  CHECK(has(read_parts(path)["xl/workbook.xml"], "name=\"ანგარიში\""));
  EventScript asked(path, {.sheet = "Overview: 1"});
  REQUIRE(asked.document("R", "en").finish() == 0);
  CHECK(has(read_parts(path)["xl/workbook.xml"], "name=\"Overview 1\""));
}

TEST_CASE("Georgian documents use Sylfaen, others Calibri") {
  const std::string path = output_path("fonts.xlsx");
  EventScript georgian(path);
  REQUIRE(georgian.document("R", "ka").paragraph("ტექსტი").finish() == 0);
  CHECK(has(read_parts(path)["xl/styles.xml"], "<name val=\"Sylfaen\"/>"));
  EventScript english(path);
  REQUIRE(english.document("R", "en-GB").paragraph("text").finish() == 0);
  CHECK_FALSE(has(read_parts(path)["xl/styles.xml"], "Sylfaen"));
}

TEST_CASE("text in kinds from the future is kept") {
  const std::string path = output_path("future.xlsx");
  EventScript script(path);
  Event unknown;
  unknown.attributes = {{"x", "y"}};
  script.document("R").open(900, unknown).text("loose words").open(901).paragraph("nested words");
  script.close(901).close(900);
  REQUIRE(script.finish() == 0);
  const std::string texts = read_parts(path)[strings];
  CHECK(has(texts, "loose words"));
  CHECK(has(texts, "nested words"));
}

TEST_CASE("a paragraph longer than a row is tall goes on in the next one") {
  std::string text;
  for (int i = 0; i < 1200; ++i) text += "word" + std::to_string(i) + " ";
  const std::string path = output_path("long.xlsx");
  EventScript script(path);
  REQUIRE(script.document("R").paragraph(text.c_str()).finish() == 0);
  const std::string texts = read_parts(path)[strings];
  CHECK(has(texts, "word0 "));
  CHECK(has(texts, "word1199"));
  CHECK_FALSE(has(texts, "…"));
  CHECK(has(read_parts(path)[sheet1], "customHeight=\"1\""));
}

TEST_CASE("links beside a text keep their targets") {
  const std::string path = output_path("links.xlsx");
  EventScript script(path);
  script.document("R")
      .open(KVALI_PARAGRAPH)
      .text("See ")
      .text("one", 0, "https://example.org/1")
      .text(" and ");
  script.text("two", 0, "https://example.org/2").text(", not ").text("three", 0, "javascript:alert(3)");
  script.text(" or ").text("four", 0, "#nowhere").close(KVALI_PARAGRAPH);
  REQUIRE(script.finish() == 0);
  auto parts = read_parts(path);
  const std::string rels = parts["xl/worksheets/_rels/sheet1.xml.rels"];
  CHECK(has(rels, "https://example.org/1"));
  CHECK(has(rels, "https://example.org/2"));
  CHECK_FALSE(has(rels, "javascript"));
  CHECK(script.reported("only http, https and mailto"));
  CHECK(script.reported("'#nowhere' leads to nothing"));
  CHECK(has(parts[strings], "three"));
}

TEST_CASE("a value alone in its paragraph or pair is a typed cell") {
  const std::string path = output_path("value.xlsx");
  EventScript script(path);
  Event value;
  value.kind = KVALI_VALUE;
  value.text = "12.5%";
  value.attributes = {{"type", "decimal"}, {"value", "0.125"}, {"format", "0.0%"}};
  script.document("R").open(KVALI_PARAGRAPH).send(value).close(KVALI_PARAGRAPH);
  script.open(KVALI_PARAGRAPH).text("about ").send(value).close(KVALI_PARAGRAPH);
  value.text = "–";
  value.attributes = {{"type", "int"}};
  script.open(KVALI_PARAGRAPH).send(value).close(KVALI_PARAGRAPH);
  REQUIRE(script.finish() == 0);
  auto parts = read_parts(path);
  CHECK(has(parts[sheet1], "<v>0.125</v>"));
  CHECK(has(parts[strings], "about 12.5%"));
  CHECK(has(parts[strings], "<t>–</t>"));
}

TEST_CASE("page header and footer carry title, period and page numbers") {
  const std::string path = output_path("page.xlsx");
  EventScript script(path);
  script.document("R&G & more", "en",
                  {{"period", "2020"}, {"draft", "draft"}, {"page", "page {page} of {pages}"}});
  REQUIRE(script.finish() == 0);
  const std::string xml = read_parts(path)[sheet1];
  CHECK(has(xml, "R&amp;&amp;\u200AG &amp;&amp; more"));
  CHECK(has(xml, "page &amp;P of &amp;N"));
  CHECK(has(xml, "&amp;C&amp;8&amp;K55616E&amp;\"Calibri,Regular\"draft"));
  CHECK(has(xml, "fitToHeight=\"0\""));
}

TEST_CASE("a right-to-left document makes right-to-left sheets") {
  const std::string path = output_path("rtl.xlsx");
  EventScript script(path);
  REQUIRE(script.document("تقرير", "ar", {{"dir", "rtl"}}).finish() == 0);
  CHECK(has(read_parts(path)[sheet1], "rightToLeft=\"1\""));
}

TEST_CASE("the head of the sheet says the day in words") {
  const std::string path = output_path("day.xlsx");
  EventScript script(path);
  script.document("R", "en", {{"date", "2020-12-31"}, {"date_text", "31 December 2020"}, {"donor", "Fund"}});
  REQUIRE(script.finish() == 0);
  CHECK(has(read_parts(path)["xl/sharedStrings.xml"], "Fund · 31 December 2020<"));
}

TEST_CASE("properties are the document's, the date is never the clock's") {
  const std::string path = output_path("properties.xlsx");
  EventScript script(path);
  script.document("R", "en", {{"date", "2020-12-31"}, {"donor", "Fund"}, {"author", "A"}, {"revision", "3"}});
  REQUIRE(script.finish() == 0);
  auto parts = read_parts(path);
  CHECK(has(parts["docProps/core.xml"], "2020-12-31T00:00:00Z"));
  CHECK(has(parts["docProps/custom.xml"], "<vt:lpwstr>Fund</vt:lpwstr>"));
  EventScript undated(path);
  REQUIRE(undated.document("R").finish() == 0);
  CHECK(has(read_parts(path)["docProps/core.xml"], "1980-01-01T00:00:00Z"));
}

TEST_CASE("the same document gives the same bytes whatever the locale and time zone") {
  const auto write = [](const char* name) {
    const std::string path = output_path(name);
    EventScript script(path);
    send_rich_document(script, true);
    REQUIRE(script.finish() == 0);
    return read_bytes(path);
  };
  const std::string first = write("same-1.xlsx");
  setenv("TZ", "America/New_York", 1);
  tzset();
  if (!use_german()) WARN("no de_DE.UTF-8 here and none can be made: the locale was not varied");
  const std::string second = write("same-2.xlsx");
  setlocale(LC_ALL, "C");
  unsetenv("TZ");
  tzset();
  CHECK((first == second));
}

TEST_CASE("a unit too wide for a tile's number stands behind its label") {
  const std::string path = output_path("kpi-unit.xlsx");
  EventScript script(path);
  Event tile;
  tile.kind = KVALI_KPI;
  tile.text = "Plans";
  tile.attributes = {{"value_raw", "3"}, {"format", "0"}, {"unit", "მუნიციპალიტეტი"}};
  script.document("R").open(KVALI_KPIS).send(tile);
  tile.text = "Budget";
  tile.attributes = {{"value_raw", "3"}, {"format", "0"}, {"unit", "GEL"}};
  script.send(tile).close(KVALI_KPIS);
  REQUIRE(script.finish() == 0);
  auto parts = read_parts(path);
  CHECK(has(parts[strings], "Plans (მუნიციპალიტეტი)"));
  CHECK(has(parts[strings], "<t>Budget</t>"));
  CHECK(has(parts["xl/styles.xml"], "0&quot; GEL&quot;"));
}
