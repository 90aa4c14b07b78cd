#include "catch.hpp"
#include "samples.hpp"
#include "tools.hpp"

namespace kvali::pdf::test {

TEST_CASE("a note stands at the foot of the page that refers to it") {
  const Folder folder;
  const std::string path = folder.file("note.pdf");
  Script script(path);
  script.open(KVALI_DOCUMENT);
  for (int i = 0; i < 90; ++i) {
    script.open(KVALI_PARAGRAPH).leaf(KVALI_TEXT, {.text = i == 60 ? "here it is" : "filler"});
    if (i == 60) script.leaf(KVALI_NOTE_REF, {.text = "7", .href = "#n7"});
    script.close(KVALI_PARAGRAPH);
    if (i == 60)
      script.open(KVALI_NOTE, {.text = "7", .id = "n7"})
          .leaf(KVALI_TEXT, {.text = "said below"})
          .close(KVALI_NOTE);
  }
  script.close(KVALI_DOCUMENT);
  REQUIRE(script.finish() == 0);
  for (int page = 1; page <= page_count(path); ++page) {
    const std::string text = text_of(path, page);
    CHECK((text.find("here it is") != std::string::npos) == (text.find("said below") != std::string::npos));
    // At the foot: behind every line of the page but the footer.
    const size_t note = text.find("said below");
    if (note != std::string::npos) CHECK(text.find("filler", note) == std::string::npos);
  }
}

TEST_CASE("a contents list names the pages its headings stand on, and links to them") {
  const Folder folder;
  const std::string path = folder.file("contents.pdf");
  Script script(path);
  script.open(KVALI_DOCUMENT).leaf(KVALI_CONTENTS, {.text = "Contents", .level = 1});
  for (const char* title : {"Alpha", "Beta"}) {
    script.leaf(KVALI_PAGE).section(1, title, title).end_section();
  }
  script.close(KVALI_DOCUMENT);
  REQUIRE(script.finish() == 0);
  CHECK(page_count(path) == 3);
  const std::string first = text_of(path, 1);
  CHECK(output_of("printf '%s' '" + first + "' | tr -s ' '").find("Alpha 2") != std::string::npos);
  CHECK(output_of("printf '%s' '" + first + "' | tr -s ' '").find("Beta 3") != std::string::npos);
  CHECK(count_of(objects_of(path), "/Subtype /Link") == 2);
  CHECK(output_of("mutool show '" + path + "' outline").find("Beta") != std::string::npos);
}

TEST_CASE("an axis in halves has room for its figures where the data are whole") {
  const Folder folder;
  const std::string path = folder.file("axis.pdf");
  const Batch batch({{"name", "u", {}}, {"n", "l", {}}}, {{"a", int64_t{1}}, {"b", int64_t{2}}});
  Script script(path);
  script.open(KVALI_DOCUMENT).leaf(KVALI_CHART, {.style = "bar", .batch = &batch}).close(KVALI_DOCUMENT);
  REQUIRE(script.finish() == 0);
  const std::string text = text_of(path);
  CHECK(text.find("1.5") != std::string::npos);
  CHECK(text.find("…") == std::string::npos);
}

TEST_CASE("only links that are safe to follow get into the file") {
  const Folder folder;
  const std::string path = folder.file("links.pdf");
  Script script(path);
  script.open(KVALI_DOCUMENT).open(KVALI_PARAGRAPH, {.id = "here"});
  for (const char* href : {"https://example.org/a(b", "mailto:a@example.org", "#here", "javascript:alert(1)",
                           "file:///etc/passwd", "#nowhere", "https://a b"})
    script.leaf(KVALI_TEXT, {.text = "link ", .href = href});
  script.close(KVALI_PARAGRAPH).close(KVALI_DOCUMENT);
  REQUIRE(script.finish() == 0);
  CHECK(is_clean(path));
  const std::string objects = objects_of(path);
  CHECK(count_of(objects, "/Subtype /Link") == 3);
  CHECK(objects.find("javascript") == std::string::npos);
  CHECK(objects.find("passwd") == std::string::npos);
  CHECK(script.reported("link to #nowhere"));
}

TEST_CASE("a figure links to the row of the annex that proves it") {
  const Folder folder;
  const std::string path = folder.file("evidence.pdf");
  const Batch annex({{"record", "u", {}}, {"row", "u", {{"kvali:role", "anchor"}}}},
                    {{"first record", "e1"}, {"second record", "e2"}});
  const Batch results({{"n", "l", {}}, {"n_link", "u", {{"kvali:role", "href"}, {"kvali:of", "n"}}}},
                      {{int64_t{7}, "#e2"}});
  Script script(path);
  script.open(KVALI_DOCUMENT)
      .table("t", "Results", results)
      .leaf(KVALI_PAGE)
      .table("a", "Annex", annex)
      .close(KVALI_DOCUMENT);
  REQUIRE(script.finish() == 0);
  CHECK(script.reports.empty());
  const std::string objects = objects_of(path);
  CHECK(count_of(objects, "/Subtype /Link") == 1);
  CHECK(text_of(path).find("e2") == std::string::npos);
}

TEST_CASE("a section may lie on its side, and the next one stands again") {
  const Folder folder;
  const std::string path = folder.file("turned.pdf");
  Script script(path);
  script.open(KVALI_DOCUMENT).section(1, "Upright", "a").end_section();
  script.open(KVALI_SECTION,
              {.text = "Wide", .level = 1, .id = "b", .attrs = {{"orientation", "landscape"}}});
  script.paragraph("wide").close(KVALI_SECTION);
  script.section(1, "Upright again", "c").end_section().close(KVALI_DOCUMENT);
  REQUIRE(script.finish() == 0);
  const std::string sizes = output_of("pdfinfo -l 3 '" + path + "' | grep size:");
  CHECK(count_of(sizes, "595.28 x 841.89") == 2);
  CHECK(count_of(sizes, "841.89 x 595.28") == 1);
}

TEST_CASE("the last rows of a table keep company on the next page") {
  const Folder folder;
  for (const int count : {44, 45, 46, 47, 48, 49, 50}) {
    std::vector<std::vector<Value>> rows;
    for (int i = 0; i < count; ++i) rows.push_back({"row " + std::to_string(i)});
    const Batch batch({{"name", "u", {}}}, rows);
    const std::string path = folder.file("rows.pdf");
    Script script(path);
    script.open(KVALI_DOCUMENT).table("t", "Rows", batch).close(KVALI_DOCUMENT);
    REQUIRE(script.finish() == 0);
    for (int page = 1; page <= page_count(path); ++page) CHECK(count_of(text_of(path, page), "row ") >= 2);
  }
}

TEST_CASE("a heading is never the last thing on a page") {
  const Folder folder;
  const std::string path = folder.file("headings.pdf");
  Script script(path);
  script.open(KVALI_DOCUMENT);
  for (int i = 0; i < 60; ++i) script.heading(2, "Heading").paragraph("under it");
  script.close(KVALI_DOCUMENT);
  REQUIRE(script.finish() == 0);
  CHECK(page_count(path) > 3);
  for (int page = 1; page <= page_count(path); ++page) {
    const std::string text = text_of(path, page);
    CHECK(text.rfind("under it") > text.rfind("Heading"));
  }
}

TEST_CASE("columns of numbers stand on the decimal point") {
  const Folder folder;
  const std::string path = folder.file("decimal.pdf");
  const Batch batch(
      {{"name", "u", {}}, {"n", "g", {}}, {"n_text", "u", {{"kvali:role", "text"}, {"kvali:of", "n"}}}},
      {{"a", 1240.0, "1,240"}, {"b", 9.5, "9.5"}, {"c", 0.25, "0.25"}});
  Script script(path);
  script.open(KVALI_DOCUMENT, {.attrs = {{"number_decimal", "."}}})
      .table("t", nullptr, batch)
      .close(KVALI_DOCUMENT);
  REQUIRE(script.finish() == 0);
  const std::string boxes = output_of("pdftotext -bbox '" + path + "' - | grep -E '>(1,240|9.5|0.25)<'");
  // The right edge of 1,240 is the point of the others: 9.5 ends one figure further right.
  const auto x_max = [&](const std::string& word) {
    const size_t line = boxes.rfind("<word", boxes.find(">" + word + "<"));
    return std::atof(boxes.c_str() + boxes.find("xMax=\"", line) + 6);
  };
  CHECK(x_max("1,240") < x_max("9.5"));
  CHECK(x_max("9.5") < x_max("0.25"));
}

TEST_CASE("pictures are embedded once, attachments as files") {
  const Folder folder;
  const std::string path = folder.file("picture.pdf");
  // 1 x 1 pixel, red, half transparent.
  const std::string png(
      "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9c\x63"
      "\xf8\xcf\xc0\xd0\0\0\x04\x81\x01\x80\x2c\x55\xce\xb0\0\0\0\0IEND\xae\x42\x60\x82",
      70);
  Script script(path);
  script.open(KVALI_DOCUMENT, {.text = "With a picture", .attrs = {{"date", "2020-12-31"}}});
  script.leaf(KVALI_ATTACHMENT, {.text = "../figures.csv",
                                 .style = "text/csv",
                                 .attrs = {{"relationship", "Data"}},
                                 .data = "a,b\n1,2\n"});
  for (int i = 0; i < 2; ++i)
    script.leaf(KVALI_IMAGE,
                {.text = "a red dot", .style = "image/png", .attrs = {{"width", "20"}}, .data = png});
  script.leaf(KVALI_IMAGE, {.text = "broken but described", .style = "image/png", .data = png.substr(0, 40)});
  script.close(KVALI_DOCUMENT);
  REQUIRE(script.finish() == 0);
  CHECK(is_clean(path));
  CHECK(count_of(output_of("pdfimages -list '" + path + "'"), " smask ") <= 2);
  CHECK(count_of(objects_of(path), "/SMask") == 1);
  CHECK(output_of("pdfdetach -list '" + path + "'").find(".._figures.csv") != std::string::npos);
  CHECK(script.reported("[L-09] broken PNG"));
  CHECK(text_of(path).find("broken but described") != std::string::npos);
}

}  // namespace kvali::pdf::test
