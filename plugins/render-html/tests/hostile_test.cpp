// Values, links, nesting and pictures that mean harm.
#include <algorithm>
#include <cerrno>
#include <random>

#include "catch.hpp"
#include "page_text.hpp"

using namespace kvali::test;

namespace {

// What breaks out of somewhere, and what turns what stands around it.
const std::vector<std::string> pieces = {"<script>alert(1)</script>",
                                         "</p>",
                                         "</td></tr></table>",
                                         "\"",
                                         "'",
                                         "\" onmouseover=\"x",
                                         "<!--",
                                         "-->",
                                         "]]>",
                                         "<![CDATA[",
                                         "&",
                                         "&lt;",
                                         "&#60;",
                                         "&#x3c;script",
                                         "</title>",
                                         "</style>",
                                         "<svg onload=x>",
                                         "{{ x }}",
                                         "{% x %}",
                                         "javascript:alert(1)",
                                         "\u202E",
                                         "\u2066",
                                         "\u2067",
                                         "\u2069",
                                         "\u202C",
                                         "\u200F",
                                         "\uFDD0",
                                         "\x01",
                                         "\x7F",
                                         "`",
                                         "=",
                                         "\\",
                                         "\n",
                                         "\t",
                                         " ",
                                         "`<`",
                                         "<a href=x>",
                                         "<img src=x onerror=y>",
                                         "ა",
                                         "漢",
                                         "😀",
                                         "e\u0301",
                                         "%3Cb%3E",
                                         "*",
                                         "#",
                                         "~"};

/// A space parts the ids of a row.
std::string one_id(std::string text) {
  std::replace(text.begin(), text.end(), ' ', '_');
  return text;
}

class Hostile {
 public:
  explicit Hostile(unsigned seed) : random_(seed) {}
  std::string operator()() {
    // Never empty, never twice the same: that may leave out an element.
    std::string text = "x" + std::to_string(++count_);
    for (auto n = random_() % 6; n > 0; --n) text += pieces[random_() % pieces.size()];
    return text;
  }

 private:
  std::mt19937 random_;
  int count_ = 0;
};

// Every slot of a document that a value can come to.
template <class Next>
void play_values(Script& s, Next&& next) {
  std::deque<std::string> kept;
  const auto text = [&] { return kept.emplace_back(next()).c_str(); };
  s.open(KVALI_DOCUMENT, {.text = text(),
                          .lang = "ka",
                          .attrs = {{"organisation", next()},
                                    {"project", next()},
                                    {"period", next()},
                                    {"draft", next()},
                                    {"author", next()},
                                    {"subject", next()},
                                    {"version", next()},
                                    {"data", next()},
                                    {"number_decimal", next()},
                                    {"number_group", next()}}});
  s.leaf(KVALI_CONTENTS, {.text = text(), .level = 2});
  s.open(KVALI_SECTION, {.text = text(), .level = 1, .id = text()}).heading(1, text());
  s.open(KVALI_PARAGRAPH, {.style = text()}).text(text(), KVALI_BOLD, "#a");
  s.leaf(KVALI_VALUE,
         {.text = text(), .href = "https://example.org/", .attrs = {{"type", next()}, {"value", next()}}});
  s.leaf(KVALI_NOTE_REF, {.text = text(), .href = "#n"}).close(KVALI_PARAGRAPH);
  s.open(KVALI_NOTE, {.text = text(), .id = "n"}).text(text()).close(KVALI_NOTE);
  s.open(KVALI_QUOTE, {.attrs = {{"source", next()}}}).paragraph(text()).close(KVALI_QUOTE);
  s.open(KVALI_CALLOUT, {.text = text(), .style = text()}).paragraph(text()).close(KVALI_CALLOUT);
  s.open(KVALI_KPIS)
      .leaf(KVALI_KPI, {.text = text(),
                        .attrs = {{"value", next()},
                                  {"value_raw", next()},
                                  {"unit", next()},
                                  {"target", next()},
                                  {"change", next()},
                                  {"trend", next()},
                                  {"status", next()},
                                  {"status_text", next()},
                                  {"share", next()}}});
  s.close(KVALI_KPIS).open(KVALI_KEYVALUE, {.style = text(), .id = text()});
  s.open(KVALI_PAIR, {.text = text()}).text(text()).close(KVALI_PAIR).close(KVALI_KEYVALUE);
  const Batch rows({{"a",
                     "u",
                     {{"kvali:label", next()}, {"kvali:unit", next()}, {"kvali:width", next()}},
                     {next(), next()}},
                    {"a.note", "u", {{"kvali:role", "note"}, {"kvali:of", "a"}}, {next(), next()}},
                    {"b", "l", {{"kvali:label", next()}}, {int64_t{1}, Value()}},
                    {"b.text", "u", {{"kvali:role", "text"}, {"kvali:of", "b"}}, {next(), Value()}},
                    {"b.mark", "u", {{"kvali:role", "mark"}, {"kvali:of", "b"}}, {next(), next()}},
                    {"b.status", "u", {{"kvali:role", "status"}, {"kvali:of", "b"}}, {next(), next()}},
                    {"id", "u", {{"kvali:role", "anchor"}}, {one_id(next()), one_id(next())}}});
  s.open(KVALI_TABLE, {.text = text(),
                       .style = text(),
                       .id = text(),
                       .attrs = {{"legend", next()}, {"empty", next()}},
                       .batch = &rows});
  s.leaf(KVALI_COLUMN_GROUP, {.text = text(), .attrs = {{"columns", "a b"}}});
  s.open(KVALI_ROW_GROUP, {.text = text()})
      .leaf(KVALI_ROWS, {.batch = &rows})
      .close(KVALI_ROW_GROUP)
      .close(KVALI_TABLE);
  const Batch figures({{"c", "u", {{"kvali:label", next()}}, {next(), next()}},
                       {"n", "l", {{"kvali:label", next()}}, {int64_t{1}, int64_t{2}}}});
  for (const char* style : {"line", "hbar", "doughnut"})
    s.leaf(KVALI_CHART,
           {.text = text(), .style = style, .attrs = {{"alt", next()}, {"unit", next()}}, .batch = &figures});
  s.leaf(KVALI_IMAGE, {.text = text(), .style = text(), .data = "no picture"});
  s.leaf(999, {.text = text()}).close(KVALI_SECTION).close(KVALI_DOCUMENT);
}

template <class Next>
std::string page_of(Next&& next) {
  const Folder folder;
  Script script(html_renderer(), folder.file("page.html"));
  play_values(script, next);
  REQUIRE(script.finish() == 0);
  return without_style(bytes_of(folder.file("page.html")));
}

// No control of direction reaches over a tag or a quote.
bool keeps_directions(const std::string& page) {
  int depth = 0;
  for (size_t i = 0; i < page.size(); ++i) {
    if ((page[i] == '<' || page[i] == '>' || page[i] == '"') && depth != 0) return false;
    const std::string three = page.substr(i, 3);
    if (three == "\u202A" || three == "\u202B" || three == "\u202D" || three == "\u202E" ||
        three == "\u2066" || three == "\u2067" || three == "\u2068")
      ++depth;
    // One closing isolate may end embeddings within it; here none are left open.
    if (three == "\u202C" || three == "\u2069") --depth;
    if (depth < 0) return false;
  }
  return depth == 0;
}

}  // namespace

TEST_CASE("no value changes the structure of the page") {
  const unsigned seed = std::random_device{}();
  INFO("seed " << seed);
  Hostile hostile(seed);
  const std::vector<std::string> expected =
      tags_of(page_of([n = 0]() mutable { return "x" + std::to_string(++n); }));
  // About 70 values a page.
  for (int round = 0; round < 300; ++round) {
    const std::string page = page_of([&] { return hostile(); });
    const std::vector<std::string> tags = tags_of(page);
    if (tags != expected) {
      for (size_t i = 0; i < std::min(tags.size(), expected.size()); ++i)
        if (tags[i] != expected[i]) FAIL("tag " << i << " is " << tags[i] << ", not " << expected[i]);
      FAIL(tags.size() << " tags, not " << expected.size());
    }
    for (const std::string& href : values_of(page, "href"))
      CHECK((href.front() == '#' || href.rfind("https://example.org/", 0) == 0 || href == "data:,"));
  }
}

TEST_CASE("no text turns what stands around it") {
  const std::vector<std::string> controls = {"\u202A", "\u202B", "\u202D", "\u202E", "\u2066",
                                             "\u2067", "\u2068", "\u202C", "a"};
  std::mt19937 random(7);
  for (int round = 0; round < 500; ++round) {
    std::string text = "x";
    for (int i = 0; i < 8; ++i) text += controls[random() % controls.size()];
    const std::string page =
        without_style(render([&](Script& s) { s.paragraph(text.c_str()).paragraph("next"); }));
    INFO(text);
    CHECK(keeps_directions(page));
  }
}

TEST_CASE("links of other schemes stay text") {
  for (const char* href : {"javascript:alert(1)", "JaVaScRiPt:x", "\tjavascript:x", "data:text/html,<script>",
                           "vbscript:x", "blob:x", "about:blank"}) {
    const std::string page = body_of(render([&](Script& s) {
      s.open(KVALI_PARAGRAPH)
          .text("press", 0, href)
          .leaf(KVALI_VALUE, {.text = "12", .href = href})
          .close(KVALI_PARAGRAPH);
      s.open(KVALI_KPIS)
          .leaf(KVALI_KPI, {.text = "k", .href = href, .attrs = {{"value", "1"}}})
          .close(KVALI_KPIS);
      const Batch cell({{"a", "u", {}, {std::string("cell")}},
                        {"h", "u", {{"kvali:role", "href"}, {"kvali:of", "a"}}, {std::string(href)}}});
      s.table({}, cell);
    }));
    CHECK(has(page, "press"));
    CHECK_FALSE(has(page, "<a "));
  }
}

TEST_CASE("what is inside an unknown kind is written, wherever it stands") {
  const Batch rows({{"a", "u", {}, {std::string("cell")}}, {"b", "u", {}, {std::string("cell")}}});
  const std::string page = body_of(render([&](Script& s) {
    s.open(900).paragraph("one").leaf(901, {.text = "two"}).close(900);
    s.open(KVALI_BULLETS)
        .paragraph("in a list")
        .open(KVALI_ITEM)
        .text("item")
        .close(KVALI_ITEM)
        .close(KVALI_BULLETS);
    s.open(KVALI_KEYVALUE)
        .text("in pairs")
        .open(KVALI_PAIR, {.text = "k"})
        .text("v")
        .close(KVALI_PAIR)
        .close(KVALI_KEYVALUE);
    s.open(KVALI_PARAGRAPH)
        .text("before")
        .open(KVALI_BULLETS)
        .open(KVALI_ITEM)
        .text("inside")
        .close(KVALI_ITEM);
    s.close(KVALI_BULLETS).text("behind").close(KVALI_PARAGRAPH);
    s.open(KVALI_TABLE, {.batch = &rows})
        .paragraph("in a table")
        .leaf(KVALI_ROWS, {.batch = &rows})
        .close(KVALI_TABLE);
    s.leaf(KVALI_KPI, {.text = "alone"}).open(KVALI_ITEM).text("lone item").close(KVALI_ITEM);
    s.open(KVALI_PAIR, {.text = "lone"}).text("pair").close(KVALI_PAIR);
  }));
  CHECK(has(page, "<p>one</p>\n<p>two</p>"));
  CHECK(has(page, "<ul>\n<li><p>in a list</p>\n</li>\n<li>item</li>\n</ul>"));
  CHECK(has(page, "<dl>\n<div><dt></dt><dd>in pairs</dd></div>\n<div><dt>k</dt><dd>v</dd></div>\n</dl>"));
  CHECK(has(page, "<p>before</p>\n<ul>\n<li>inside</li>\n</ul>\n<p>behind</p>"));
  CHECK(has(page, "<tr><td colspan=\"2\"><p>in a table</p>\n</td></tr>\n<tr><th scope=\"row\">cell</th>"));
  CHECK(has(page, "<dl><div><dt>lone</dt><dd>pair</dd></div></dl>"));
}

TEST_CASE("nesting without end is written at a bounded depth") {
  const std::string page = body_of(render([](Script& s) {
    for (int i = 0; i < 5000; ++i) s.open(KVALI_QUOTE).open(KVALI_BULLETS).open(KVALI_ITEM);
    s.paragraph("at the bottom");
    for (int i = 0; i < 5000; ++i) s.close(KVALI_ITEM).close(KVALI_BULLETS).close(KVALI_QUOTE);
  }));
  CHECK(has(page, "at the bottom"));
  CHECK(count_of(page, "<blockquote>") < 64);
  CHECK(count_of(page, "<blockquote>") == count_of(page, "</blockquote>"));
}

TEST_CASE("events that are not well nested are refused and leave no file") {
  const Folder folder;
  Script script(html_renderer(), folder.file("crooked.html"));
  script.open(KVALI_DOCUMENT).open(KVALI_PARAGRAPH).close(KVALI_DOCUMENT);
  CHECK(script.finish() == EINVAL);
  CHECK(script.reported("not well nested"));
  CHECK_FALSE(std::filesystem::exists(folder.file("crooked.html")));
}

TEST_CASE("a page that is given up leaves no file") {
  const Folder folder;
  {
    Script script(html_renderer(), folder.file("given-up.html"));
    script.open(KVALI_DOCUMENT).paragraph("one");
  }
  CHECK_FALSE(std::filesystem::exists(folder.file("given-up.html")));
}

TEST_CASE("a file that cannot be created is an error with its path") {
  const Folder folder;
  Script script(html_renderer(), folder.file("missing/page.html"));
  CHECK(script.finish() == ENOENT);
  CHECK(script.reported(folder.file("missing/page.html")));
}

TEST_CASE("rows that are not their table's are refused") {
  const Batch one({{"a", "u", {}, {std::string("x")}}});
  const Batch two({{"a", "u", {}, {std::string("x")}}, {"b", "u", {}, {std::string("x")}}});
  const Folder folder;
  Script script(html_renderer(), folder.file("rows.html"));
  script.open(KVALI_DOCUMENT).open(KVALI_TABLE, {.batch = &one}).leaf(KVALI_ROWS, {.batch = &two});
  CHECK(script.finish() == EINVAL);
  CHECK(script.reported("other columns"));
}

TEST_CASE("a picture that cannot be read becomes its words, with a finding") {
  const Folder folder;
  Script script(html_renderer(), folder.file("page.html"));
  script.open(KVALI_DOCUMENT).leaf(KVALI_IMAGE, {.text = "A chart", .data = "<svg/>"}).close(KVALI_DOCUMENT);
  REQUIRE(script.finish() == 0);
  CHECK(has(bytes_of(folder.file("page.html")), "<p class=\"muted\">A chart</p>"));
  CHECK(script.reported("[L-09] the image is neither PNG nor JPEG"));
}
