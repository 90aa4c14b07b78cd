// How documents become pages.
#include "catch.hpp"
#include "page_text.hpp"
#include "rich_document.hpp"

using namespace kvali::test;

namespace {

Batch numbers(std::vector<Value> values) {
  return Batch({{"n", "l", {{"kvali:label", "N"}}, std::move(values)}});
}

}  // namespace

TEST_CASE("the page says its language, its title and what it may load") {
  const std::string page =
      render([](Script&) {}, {.text = "ანგარიში", .lang = "ka", .attrs = {{"period", "დეკემბერი"}}});
  CHECK(has(page, "<!DOCTYPE html>\n<html lang=\"ka\">"));
  CHECK(has(page, "<title>ანგარიში · დეკემბერი</title>"));
  CHECK(has(page, "default-src 'none'; img-src data:; style-src 'sha256-"));
  CHECK_FALSE(has(page, "<script"));
  CHECK_FALSE(has(page, "unsafe"));
}

TEST_CASE("headings go down one by one below the page's own") {
  const std::string page = render([](Script& s) {
    s.heading(1, "One").heading(4, "Deep").heading(2, "Two");
    s.heading(1, "Report").heading(3, "Three");
  });
  CHECK(has(page, "<h1>Report</h1>"));
  CHECK(has(page, "<h2 id=\"~h1\">One</h2>"));
  CHECK(has(page, "<h3 id=\"~h2\">Deep</h3>"));
  CHECK(has(page, "<h3 id=\"~h3\">Two</h3>"));
  CHECK(count_of(page, ">Report<") == 2);  // Head and title block; not a third time.
  CHECK(has(page, "<h4 id=\"~h5\">Three</h4>"));
}

TEST_CASE("contents stand where they are wanted and lead to sections and headings") {
  const std::string page = render([](Script& s) {
    s.paragraph("before").leaf(KVALI_CONTENTS, {.text = "Contents", .level = 2}).paragraph("after");
    s.open(KVALI_SECTION, {.text = "A", .level = 1, .id = "a b"}).heading(1, "A & B").heading(3, "too deep");
    s.heading(2, "second").close(KVALI_SECTION);
  });
  CHECK(has(page,
            "before</p>\n<nav class=\"contents\" aria-label=\"Contents\">\n<p>Contents</p>\n<ol>\n<li "
            "class=\"l1\"><a "
            "href=\"#a~20b\">A &amp; B</a></li>\n<li class=\"l2\"><a "
            "href=\"#~h2\">second</a></li>\n</ol>\n</nav>\n<p>after"));
  CHECK(has(page, "<section id=\"a~20b\">"));
}

TEST_CASE("contents of a long page are put in behind what was written to the file long ago") {
  const std::string word(1000, 'x');
  const std::string page = render([&](Script& s) {
    s.leaf(KVALI_CONTENTS, {.text = "First", .level = 1});
    for (int i = 0; i < 3000; ++i) s.paragraph(word.c_str());
    s.leaf(KVALI_CONTENTS, {.text = "Second", .level = 1}).heading(1, "End");
  });
  CHECK(count_of(page, "<p>" + word + "</p>\n") == 3000);
  CHECK(page.find("<p>First</p>") < page.find(word));
  CHECK(page.find("<p>Second</p>") > page.rfind(word));
  CHECK(count_of(page, "<a href=\"#~h1\">End</a>") == 2);
}

TEST_CASE("notes and evidence lead there and back") {
  const Folder folder;
  Script script(html_renderer(), folder.file("page.html"));
  play_rich_document(script, Tongue::english);
  REQUIRE(script.finish() == 0);
  const std::string page = bytes_of(folder.file("page.html"));
  CHECK(has(page, "<sup><a href=\"#note-1\" id=\"~to.note-1\" role=\"doc-noteref\">1</a></sup>"));
  CHECK(has(page,
            "<div class=\"note\" role=\"doc-footnote\" id=\"note-1\"><a href=\"#~to.note-1\" class=\"mark\" "
            "role=\"doc-backlink\">1</a> Counted"));
  CHECK(has(page, "<a href=\"#ev-1.to-date\" id=\"~to.ev-1.to-date\" class=\"v\">1,240</a>"));
  CHECK(has(page,
            "<tr id=\"ev-1.to-date\"><th scope=\"row\"><span id=\"ev-1.target\"></span>"
            "<a href=\"#~to.ev-1.to-date\">1.to-date</a>"));
}

TEST_CASE("a table's heads say what they head") {
  const Batch rows({{"a", "u", {{"kvali:label", "Name"}}, {std::string("first")}},
                    {"b", "l", {{"kvali:label", "B"}}, {int64_t{1}}},
                    {"c", "l", {{"kvali:label", "C"}, {"kvali:unit", "people"}}, {int64_t{2}}}});
  const std::string page = render([&](Script& s) {
    s.open(KVALI_TABLE, {.text = "Caption", .id = "t", .batch = &rows});
    s.leaf(KVALI_COLUMN_GROUP, {.text = "Both", .attrs = {{"columns", "b c"}}});
    s.open(KVALI_ROW_GROUP, {.text = "Group"}).leaf(KVALI_ROWS, {.batch = &rows}).close(KVALI_ROW_GROUP);
    s.leaf(KVALI_ROWS, {.level = 2, .batch = &rows}).close(KVALI_TABLE);
  });
  CHECK(has(
      page,
      "<caption><span>Caption</span></caption>\n<colgroup><col></colgroup>\n<colgroup><col><col></colgroup>\n"
      "<thead>\n<tr><th rowspan=\"2\" scope=\"col\">Name</th><th colspan=\"2\" class=\"over\" "
      "scope=\"colgroup\">Both</th></tr>\n"));
  CHECK(
      has(page, "<th class=\"n\" scope=\"col\">C <span class=\"unit\">people</span></th></tr>\n</thead>\n"));
  CHECK(
      has(page,
          "<tbody>\n<tr class=\"group\"><th colspan=\"3\" scope=\"rowgroup\">Group</th></tr>\n<tr><th "
          "scope=\"row\">first</th><td class=\"n\">1</td><td class=\"n\">2</td></tr>\n</tbody>\n<tfoot>\n"));
}

TEST_CASE("groups over groups span what they should") {
  const auto column = [](const char* name) { return BatchColumn{name, "l", {}, {int64_t{1}}}; };
  const Batch rows({column("a"), column("b"), column("c"), column("d")});
  const std::string page = render([&](Script& s) {
    s.open(KVALI_TABLE, {.batch = &rows});
    s.leaf(KVALI_COLUMN_GROUP, {.text = "low", .attrs = {{"columns", "b c"}}});
    s.leaf(KVALI_COLUMN_GROUP, {.text = "high", .level = 1, .attrs = {{"columns", "b c d"}}});
    s.close(KVALI_TABLE);
  });
  CHECK(
      has(page,
          "<tr><th rowspan=\"3\" class=\"n\" scope=\"col\">a</th><th colspan=\"3\" class=\"over\" "
          "scope=\"col\">high</th></tr>\n<tr><th colspan=\"2\" class=\"over\" scope=\"colgroup\">low</th><th "
          "rowspan=\"2\" class=\"n\" scope=\"col\">d</th></tr>\n<tr><th class=\"n\" scope=\"col\">b</th>"));
}

TEST_CASE("a table without rows says so, and rows behind a total stay in the table") {
  const Batch none = numbers({});
  const Batch some = numbers({int64_t{7}});
  const std::string page = render([&](Script& s) {
    s.table({.attrs = {{"empty", "nothing yet"}}}, none);
    s.open(KVALI_TABLE, {.batch = &some}).leaf(KVALI_ROWS, {.level = 2, .batch = &some});
    s.leaf(KVALI_ROWS, {.batch = &some}).close(KVALI_TABLE);
  });
  CHECK(has(page, "<tr class=\"empty\"><td>nothing yet</td></tr>"));
  CHECK(has(page, "<tfoot>\n<tr><td class=\"n\">7</td></tr>\n<tr><td class=\"n\">7</td></tr>\n</tfoot>"));
}

TEST_CASE("what is for another renderer is left out with all it holds") {
  const std::string page = body_of(render([](Script& s) {
    s.open(KVALI_SECTION, {.attrs = {{"only", "xlsx"}}}).paragraph("hidden").close(KVALI_SECTION);
    s.open(KVALI_SECTION, {.attrs = {{"only", "html"}}}).paragraph("shown").close(KVALI_SECTION);
  }));
  CHECK_FALSE(has(page, "hidden"));
  CHECK(has(page, "<p>shown</p>"));
}

TEST_CASE("a page from right to left says so, and texts of other directions too") {
  const std::string page = render(
      [](Script& s) {
        s.open(KVALI_PARAGRAPH)
            .leaf(KVALI_TEXT, {.text = "abc", .lang = "en"})
            .leaf(KVALI_TEXT, {.text = "فارسی", .lang = "fa"});
        s.close(KVALI_PARAGRAPH);
      },
      {.text = "تقرير", .lang = "ar", .attrs = {{"dir", "rtl"}}});
  CHECK(has(page, "<html lang=\"ar\" dir=\"rtl\">"));
  CHECK(has(page, "<span lang=\"en\" dir=\"ltr\">abc</span><span lang=\"fa\">"));
}

TEST_CASE("the same document gives the same bytes") {
  std::vector<std::string> pages;
  for (int i = 0; i < 2; ++i) {
    const Folder folder;
    Script script(html_renderer(), folder.file("page.html"));
    play_rich_document(script, Tongue::georgian);
    REQUIRE(script.finish() == 0);
    pages.push_back(bytes_of(folder.file("page.html")));
  }
  CHECK(pages[0] == pages[1]);
}

TEST_CASE("an accent colour too pale to read is refused") {
  const Folder folder;
  Script script(html_renderer(), folder.file("pale.html"), {{"accent", "#FFEE88"}});
  CHECK(script.finish() == EINVAL);
  CHECK(script.reported("too little contrast"));
}
