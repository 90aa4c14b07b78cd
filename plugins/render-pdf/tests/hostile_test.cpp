#include <cerrno>
#include <chrono>
#include <limits>

#include "catch.hpp"
#include "samples.hpp"
#include "tools.hpp"

namespace kvali::pdf::test {
namespace {

const std::vector<Batch::Field> one_text = {{"name", "u", {{"kvali:label", "Name"}}}};

}  // namespace

TEST_CASE("an empty document is one empty page") {
  const Folder folder;
  const std::string path = folder.file("empty.pdf");
  Script script(path);
  script.open(KVALI_DOCUMENT).close(KVALI_DOCUMENT);
  REQUIRE(script.finish() == 0);
  CHECK(is_clean(path));
  CHECK(page_count(path) == 1);
}

TEST_CASE("a megabyte without a space is broken into lines that all arrive") {
  const Folder folder;
  const std::string path = folder.file("long.pdf");
  const std::string letters(1'000'000, 'x');
  Script script(path);
  script.open(KVALI_DOCUMENT).paragraph(letters.c_str());
  const Batch batch(one_text, {{letters.substr(0, 300'000)}, {"short"}});
  script.table("t", "Long", batch).close(KVALI_DOCUMENT);
  REQUIRE(script.finish() == 0);
  CHECK(is_clean(path));
  CHECK(count_of(text_of(path), "x") == 1'300'000);
}

TEST_CASE("a table without rows says so") {
  const Folder folder;
  const std::string path = folder.file("none.pdf");
  const Batch batch(one_text, {});
  Script script(path);
  script.open(KVALI_DOCUMENT)
      .table("t", "Nothing", batch, {{"empty", "no meetings in this period"}})
      .close(KVALI_DOCUMENT);
  REQUIRE(script.finish() == 0);
  const std::string text = text_of(path);
  CHECK(text.find("Name") != std::string::npos);
  CHECK(text.find("no meetings in this period") != std::string::npos);
}

TEST_CASE("three hundred columns become bands of readable width, each with the first column") {
  const Folder folder;
  const std::string path = folder.file("wide.pdf");
  std::vector<Batch::Field> fields;
  std::vector<Value> row;
  for (int i = 0; i < 300; ++i) {
    fields.push_back({"c" + std::to_string(i), "u", {}});
    row.emplace_back("value" + std::to_string(i) + "!");
  }
  const Batch batch(fields, {row, row});
  Script script(path);
  script.open(KVALI_DOCUMENT).table("t", "Wide", batch).close(KVALI_DOCUMENT);
  REQUIRE(script.finish() == 0);
  CHECK(is_clean(path));
  const std::string text = text_of(path);
  CHECK(count_of(text, "value299!") == 2);
  CHECK(count_of(text, "value150!") == 2);
  CHECK(count_of(text, "value0!") > 20);
}

TEST_CASE("what is inside an unknown kind is printed") {
  const Folder folder;
  const std::string path = folder.file("unknown.pdf");
  Script script(path);
  script.open(KVALI_DOCUMENT)
      .open(900)
      .paragraph("inside")
      .leaf(901, {.text = "beside"})
      .close(900)
      .close(KVALI_DOCUMENT);
  REQUIRE(script.finish() == 0);
  CHECK(text_of(path).find("inside") != std::string::npos);
  CHECK(text_of(path).find("beside") != std::string::npos);
}

TEST_CASE("numbers that are none leave gaps in charts and tables, not zeros") {
  const Folder folder;
  const std::string path = folder.file("nan.pdf");
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinite = std::numeric_limits<double>::infinity();
  const std::vector<Batch::Field> fields = {{"name", "u", {}}, {"n", "g", {}}};
  const Batch some(fields, {{"a", nan}, {"b", infinite}, {"c", 3.0}, {"d", {}}, {"e", -1e300}});
  const Batch none(fields, {{"a", nan}, {"b", {}}});
  Script script(path);
  script.open(KVALI_DOCUMENT);
  for (const char* style :
       {"bar", "hbar", "grouped", "stacked", "line", "doughnut", "progress", "sunburst"}) {
    script.leaf(KVALI_CHART, {.text = style, .style = style, .batch = &some});
    script.leaf(KVALI_CHART, {.text = style, .style = style, .batch = &none});
  }
  script.table("t", "Table", some).close(KVALI_DOCUMENT);
  REQUIRE(script.finish() == 0);
  CHECK(is_clean(path));
  CHECK(text_of(path).find("nan") == std::string::npos);
  CHECK(text_of(path).find("inf") == std::string::npos);
}

TEST_CASE("a row taller than a page is split and loses nothing") {
  const Folder folder;
  const std::string path = folder.file("tall.pdf");
  std::string words;
  for (int i = 0; i < 8000; ++i) words += "word ";
  const Batch batch({{"a", "u", {}}, {"b", "u", {}}}, {{words, "short"}, {"next", "row"}});
  Script script(path);
  script.open(KVALI_DOCUMENT).table("t", "Tall", batch).close(KVALI_DOCUMENT);
  REQUIRE(script.finish() == 0);
  CHECK(is_clean(path));
  CHECK(page_count(path) >= 3);
  CHECK(count_of(text_of(path), "word") == 8000);
}

TEST_CASE("headings, legends and tiles as long as books cost no more than a finding") {
  const Folder folder;
  const std::string path = folder.file("books.pdf");
  std::string book;
  for (int i = 0; i < 20'000; ++i) book += "word ";
  std::vector<std::vector<Value>> rows;
  for (int i = 0; i < 300; ++i) rows.push_back({"row " + std::to_string(i) + "."});
  const Batch batch({{"a", "u", {{"kvali:label", book}}}}, rows);
  Script script(path);
  script.open(KVALI_DOCUMENT)
      .leaf(KVALI_KPI)
      .open(KVALI_KPIS)
      .leaf(KVALI_KPI, {.text = book.c_str(), .attrs = {{"value", book}}})
      .close(KVALI_KPIS);
  script.table("t", "Table", batch, {{"legend", book}}).close(KVALI_DOCUMENT);
  REQUIRE(script.finish() == 0);
  CHECK(is_clean(path));
  CHECK(script.reported("[L-06] a heading of a table"));
  CHECK(script.reported("[L-06] a text is too long for its tile"));
  CHECK(count_of(text_of(path), "row ") == 300);
  CHECK(page_count(path) < 60);
}

TEST_CASE("nesting without end is drawn at a bounded depth") {
  const Folder folder;
  const std::string path = folder.file("deep.pdf");
  Script script(path);
  script.open(KVALI_DOCUMENT);
  for (int i = 0; i < 5000; ++i) script.open(KVALI_BULLETS).open(KVALI_ITEM);
  script.paragraph("at the bottom");
  for (int i = 0; i < 5000; ++i) script.close(KVALI_ITEM).close(KVALI_BULLETS);
  script.close(KVALI_DOCUMENT);
  REQUIRE(script.finish() == 0);
  CHECK(is_clean(path));
  CHECK(output_of("pdftotext '" + path + "' - | tr -d '\\n '").find("atthebottom") != std::string::npos);
}

TEST_CASE("events that are not well nested are refused and leave no file") {
  const Folder folder;
  const std::string path = folder.file("crooked.pdf");
  Script script(path);
  script.open(KVALI_DOCUMENT).open(KVALI_PARAGRAPH).close(KVALI_DOCUMENT);
  CHECK(script.finish() == EINVAL);
  CHECK(script.reported("not well nested"));
  CHECK_FALSE(exists(path));
}

TEST_CASE("a file that cannot be created is an error with its path") {
  const Folder folder;
  const std::string path = folder.file("missing/report.pdf");
  Script script(path);
  script.open(KVALI_DOCUMENT).close(KVALI_DOCUMENT);
  CHECK(script.finish() == ENOENT);
  CHECK(script.reported(path));
}

TEST_CASE("an accent colour too pale to read is refused") {
  const Folder folder;
  Script script(folder.file("pale.pdf"), "en", {{"accent", "#FFEE88"}});
  CHECK(script.finish() == EINVAL);
  CHECK(script.reported("too little contrast"));
}

TEST_CASE("twenty thousand rows take seconds, not minutes") {
  const Folder folder;
  const std::string path = folder.file("many.pdf");
  std::vector<std::vector<Value>> rows;
  for (int i = 0; i < 20'000; ++i)
    rows.push_back({"მუნიციპალიტეტი " + std::to_string(i % 64), "person " + std::to_string(i), int64_t{i},
                    double(i) / 8});
  const Batch batch({{"place", "u", {}}, {"name", "u", {}}, {"n", "l", {}}, {"share", "g", {}}}, rows);
  Script script(path);
  script.open(KVALI_DOCUMENT).table("t", "Many", batch).close(KVALI_DOCUMENT);
  const auto start = std::chrono::steady_clock::now();
  REQUIRE(script.finish() == 0);
  // Ten times what it takes on a slow machine: only a loop that grows with the square fails.
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(30));
  CHECK(page_count(path) > 300);
}

}  // namespace kvali::pdf::test
