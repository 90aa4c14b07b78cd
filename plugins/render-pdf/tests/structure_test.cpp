#include "catch.hpp"
#include "samples.hpp"
#include "tools.hpp"

namespace kvali::pdf::test {
namespace {

// What a screen reader is told, as poppler lists it.
std::string structure_of(const std::string& path) {
  return output_of("pdfinfo -struct-text '" + path + "'");
}

const std::vector<Batch::Field> name_and_number = {{"name", "u", {{"kvali:label", "Name of it"}}},
                                                   {"number", "l", {{"kvali:label", "Number"}}}};

std::vector<std::vector<Value>> many_rows(int count) {
  std::vector<std::vector<Value>> rows;
  for (int i = 0; i < count; ++i) rows.push_back({"row " + std::to_string(i), int64_t{i}});
  return rows;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a table is read row by row, its head once however many pages repeat it") {
  const Folder folder;
  const std::string path = folder.file("long.pdf");
  Script script(path);
  // Poppler's listing takes its time: two pages are enough.
  const Batch rows(name_and_number, many_rows(60));
  script.open(KVALI_DOCUMENT, {.text = "Report"});
  script.table("t", "All of them", rows, {{"legend", "marks explained"}}).close(KVALI_DOCUMENT);
  REQUIRE(script.finish() == 0);
  REQUIRE(page_count(path) >= 2);
  const std::string tree = structure_of(path);
  CHECK(count_of(tree, "Table (block)") == 1);
  CHECK(count_of(tree, "Caption") == 1);
  CHECK(count_of(tree, "\"Name of it\"") == 1);
  CHECK(count_of(tree, "/Scope /Column") == 2);
  CHECK(count_of(tree, "TR") == 61);
  CHECK(count_of(tree, "marks explained") == 1);
  CHECK_FALSE(has(tree, "continued"));
}

TEST_CASE("headings go down one level at a time below the title on the cover") {
  const Folder folder;
  const std::string path = folder.file("headings.pdf");
  Script script(path);
  script.open(KVALI_DOCUMENT, {.text = "Report"});
  script.heading(1, "First").heading(3, "Deeper").heading(1, "Second").close(KVALI_DOCUMENT);
  REQUIRE(script.finish() == 0);
  const std::string tree = structure_of(path);
  CHECK(has(tree, "H1 (block)\n    \"Report\""));
  CHECK(has(tree, "H2 (block)\n    \"First\""));
  CHECK(has(tree, "H3 (block)\n    \"Deeper\""));
  CHECK(has(tree, "H2 (block)\n    \"Second\""));
}

TEST_CASE("words at the ends of lines stay apart in the structure tree") {
  const Folder folder;
  const std::string path = folder.file("lines.pdf");
  Script script(path);
  std::string text;
  for (int i = 0; i < 60; ++i) text += "სიტყვა word ";
  script.open(KVALI_DOCUMENT, {.text = "Report"}).paragraph(text.c_str()).close(KVALI_DOCUMENT);
  REQUIRE(script.finish() == 0);
  const std::string tree = structure_of(path);
  CHECK_FALSE(has(tree, "wordსიტყვა"));
  CHECK_FALSE(has(tree, "სიტყვაword"));
}

TEST_CASE("a link is one element, and says where it leads") {
  const Folder folder;
  const std::string path = folder.file("link.pdf");
  Script script(path);
  script.open(KVALI_DOCUMENT, {.text = "Report"}).open(KVALI_PARAGRAPH);
  script.leaf(KVALI_TEXT, {.text = "see "});
  script.leaf(KVALI_TEXT, {.text = "the site", .href = "https://example.org/"});
  script.close(KVALI_PARAGRAPH).close(KVALI_DOCUMENT);
  REQUIRE(script.finish() == 0);
  CHECK(has(structure_of(path), "Link (inline)\n      \"the site\"\n      Object"));
  const std::string objects = objects_of(path);
  CHECK(has(objects, "/StructParent "));
  CHECK(has(objects, "/Contents "));
}

TEST_CASE("a text in another language says so") {
  const Folder folder;
  const std::string path = folder.file("foreign.pdf");
  Script script(path, "ka");
  script.open(KVALI_DOCUMENT, {.text = "ანგარიში"}).open(KVALI_PARAGRAPH);
  script.leaf(KVALI_TEXT, {.text = "სიტყვა "});
  script.leaf(KVALI_TEXT, {.text = "word", .lang = "en"});
  script.close(KVALI_PARAGRAPH).close(KVALI_DOCUMENT);
  REQUIRE(script.finish() == 0);
  const std::string objects = objects_of(path);
  CHECK(count_of(objects, "/Span<</Lang(en)>>BDC") == 1);
  CHECK(has(objects, "/Lang (ka)"));
}

TEST_CASE("the file names itself PDF/A-3a and PDF/UA-1, with its title and its colours") {
  const Folder folder;
  const std::string path = folder.file("facts.pdf");
  Script script(path);
  script.open(KVALI_DOCUMENT, {.text = "A <b> & c", .attrs = {{"date", "2025-12-31"}}});
  script.paragraph("text").close(KVALI_DOCUMENT);
  REQUIRE(script.finish() == 0);
  const std::string metadata = output_of("pdfinfo -meta '" + path + "'");
  CHECK(has(metadata, "<pdfaid:part>3</pdfaid:part>"));
  CHECK(has(metadata, "<pdfaid:conformance>A</pdfaid:conformance>"));
  CHECK(has(metadata, "<pdfuaid:part>1</pdfuaid:part>"));
  CHECK(has(metadata, "A &lt;b&gt; &amp; c"));
  CHECK(has(metadata, "<xmp:CreateDate>2025-12-31T00:00:00Z</xmp:CreateDate>"));
  CHECK(has(objects_of(path), "/GTS_PDFA1"));
  CHECK(has(output_of("pdfinfo '" + path + "'"), "Tagged:          yes"));
}

}  // namespace kvali::pdf::test
