#include "catch.hpp"
#include "reading.hpp"
#include "workbook.hpp"

using namespace kvali::xlsx;
using Texts = std::vector<std::string>;

namespace {

bool says(const std::vector<Message>& messages, const std::string& text) {
  for (const Message& m : messages)
    if (m.text.find(text) != std::string::npos) return true;
  return false;
}

const std::string two_tables = row(2, {"", "Indicators"}) + row(3, {"", "Code", "Title"}) +
                               row(4, {"", "1.1", "People"}) + row(5, {"", "1.2", "Plans"}) +
                               row(7, {"", "Targets"}) + row(9, {"", "Code", "Target"}) +
                               row(10, {"", "1.1", "70"}) + row(12, {"Source: register"});

}  // namespace

TEST_CASE("titles above the headings are not headings", "[xlsx]") {
  const Reading reading = read(book(row(1, {"Plan of 2025"}) + row(3, {"", "as of June"}) +
                                    row(5, {"Code", "Target"}) + row(6, {"1.1", "7"})));
  CHECK(reading.names() == Texts{"Code", "Target"});
  CHECK(reading.numbers == std::vector<int64_t>{6});
}

TEST_CASE("a table of one column keeps its first row as heading", "[xlsx]") {
  const Reading reading = read(book(row(1, {"Name"}) + row(2, {"Nino"}) + row(3, {"Gia"})));
  CHECK(reading.names() == Texts{"Name"});
  CHECK(reading.rows.size() == 2);
}

TEST_CASE("a table lies below its title, up to a blank row", "[xlsx]") {
  Options options;
  options.below = "Targets";
  Reading reading = read(book(two_tables), options);
  CHECK(reading.names() == Texts{"Code", "Target"});
  CHECK(reading.column("Target") == Texts{"70"});
  options.below = "indicators";
  reading = read(book(two_tables), options);
  CHECK(reading.column("Title") == Texts{"People", "Plans"});
  options.below = "Budget";
  reading = read(book(two_tables), options);
  CHECK(reading.code != 0);
  REQUIRE(reading.errors().size() == 1);
  CHECK(reading.errors()[0].text.find("no row starts with 'Budget'") == 0);
  CHECK(reading.errors()[0].where == "plan.xlsx!Plan");
}

TEST_CASE("a range cuts the table out of its sheet", "[xlsx]") {
  Options options;
  options.range = "B9:C10";
  CHECK(read(book(two_tables), options).column("Target") == Texts{"70"});
  BookParts parts;
  parts.sheet_data = two_tables;
  parts.sheets +=
      "</sheets><definedNames><definedName "
      "name=\"Aims\">'Plan'!$B$9:$C$10</definedName></definedNames><sheets>";
  options.range = "aims";
  CHECK(read(parts.make(), options).column("Target") == Texts{"70"});
  options.range = "Nothing";
  CHECK(read(parts.make(), options).errors().size() == 1);
}

TEST_CASE("a named table is found and leaves out its totals", "[xlsx]") {
  BookParts parts;
  parts.sheet_data = row(1, {"Code", "n"}) + row(2, {"1.1", "7"}) + row(3, {"Total", "7"});
  parts.sheet_relations = "<Relationship Id=\"r1\" Type=\"x/table\" Target=\"../tables/table1.xml\"/>";
  parts.more = {{"xl/tables/table1.xml",
                 "<table name=\"T\" displayName=\"Aims\" ref=\"A1:B3\" totalsRowCount=\"1\"/>"}};
  Options options;
  options.range = "Aims";
  CHECK(read(parts.make(), options).column("Code") == Texts{"1.1"});
}

TEST_CASE("stacked headings are joined, merged ones hold for all their columns", "[xlsx]") {
  BookParts parts;
  parts.sheet_data = row(1, {"Code", "Q1", "", "", "Q2", "", "Note"}) +
                     row(2, {"", "Jan", "Feb", "Mar", "Apr", "May"}) +
                     row(3, {"1.1", "1", "2", "3", "4", "5", "x"});
  parts.after = "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:D1\"/></mergeCells>";
  Options options;
  options.header_rows = 2;
  CHECK(read(parts.make(), options).names() ==
        Texts{"Code", "Q1 / Jan", "Q1 / Feb", "Q1 / Mar", "Q2 / Apr", "Q2 / May", "Note"});
  parts.after.clear();
  CHECK(read(parts.make(), options).names() ==
        Texts{"Code", "Q1 / Jan", "Q1 / Feb", "Q1 / Mar", "Q2 / Apr", "Q2 / May", "Note"});
}

TEST_CASE("a title above stacked headings is not one of them", "[xlsx]") {
  Options options;
  options.header_rows = 2;
  const Reading reading = read(book(row(1, {"Plan"}) + row(2, {"", "2025"}) + row(3, {"Code", "Jan", "Feb"}) +
                                    row(4, {"1.1", "1", "2"})),
                               options);
  CHECK(reading.names() == Texts{"Code", "2025 / Jan", "2025 / Feb"});
}

TEST_CASE("merged data has its value at the first cell", "[xlsx]") {
  BookParts parts;
  parts.sheet_data = row(1, {"a", "b"}) + row(2, {"x", "1"}) + row(3, {"", "2"});
  parts.after = "<mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>";
  CHECK(read(parts.make()).column("a") == Texts{"x", "-"});
}

TEST_CASE("dates as headings are written as they are shown", "[xlsx]") {
  BookParts parts;
  parts.sheet_data =
      row(1, {"Code", "=s=\"3\"><v>45658</v>", "=s=\"1\"><v>45672</v>"}) + row(2, {"1.1", "1", "2"});
  CHECK(read(parts.make()).names() == Texts{"Code", "2025-01", "2025-01-15"});
}

TEST_CASE("repeated and missing headings get names", "[xlsx]") {
  const Reading reading = read(book(row(1, {"a", "", "a", "kvali_row"}) + row(2, {"1", "2", "3", "4"})));
  CHECK(reading.names() == Texts{"a", "c2", "a 2", "kvali_row 2"});
  CHECK(says(reading.warnings(), "several columns have the same heading"));
  Options options;
  options.header = 0;
  CHECK(read(book(row(1, {"a", "b"}) + row(2, {"1", "2"})), options).names() == Texts{"c1", "c2"});
}

TEST_CASE("rows are skipped by how they start", "[xlsx]") {
  Options options;
  options.skip_rows_starting_with = {"#", "Total"};
  const Reading reading = read(book(row(1, {"Code", "n"}) + row(2, {"#code", "#value"}) +
                                    row(3, {"1.1", "7"}) + row(4, {"", "Total"})),
                               options);
  CHECK(reading.numbers == std::vector<int64_t>{3});
  CHECK(reading.formats() == Texts{"d:38,1", "l"});
}

TEST_CASE("hidden rows, columns and sheets are left out and told", "[xlsx]") {
  BookParts parts;
  parts.before = "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols>";
  parts.sheet_data =
      row(1, {"a", "b", "c"}) + row(2, {"1", "2", "3"}) + row(3, {"4", "5", "6"}, "hidden=\"1\"");
  Reading reading = read(parts.make());
  CHECK(reading.names() == Texts{"a", "c"});
  CHECK(reading.column("a") == Texts{"1"});
  CHECK(says(reading.of(KVALI_INFO), "hidden row 3 was not read"));
  CHECK(says(reading.of(KVALI_INFO), "hidden column B was not read"));
  Options all;
  all.hidden = true;
  reading = read(parts.make(), all);
  CHECK(reading.names() == Texts{"a", "b", "c"});
  CHECK(reading.rows.size() == 2);
  parts.before = "<sheetPr filterMode=\"1\"/>";
  CHECK(says(read(parts.make()).warnings(), "a filter hides row 3"));
  parts.sheets = "<sheet name=\"Lists\" r:id=\"r1\" state=\"veryHidden\"/><sheet name=\"Plan\" r:id=\"r2\"/>";
  parts.more = {{"xl/worksheets/sheet2.xml",
                 "<worksheet><sheetData>" + row(1, {"x"}) + row(2, {"1"}) + "</sheetData></worksheet>"}};
  reading = read(parts.make());
  CHECK(reading.names() == Texts{"x"});
  CHECK(says(reading.of(KVALI_INFO), "hidden sheet 'Lists' was not looked at"));
}

TEST_CASE("where no sheet is named the others are told, as the first may hold remarks only", "[xlsx]") {
  BookParts parts;
  parts.sheet_data = row(1, {"a"}) + row(2, {"1"});
  parts.sheets += "<sheet name=\"გეგმა\" r:id=\"r2\"/>";
  parts.more = {{"xl/worksheets/sheet2.xml",
                 "<worksheet><sheetData>" + row(1, {"x"}) + row(2, {"1"}) + "</sheetData></worksheet>"}};
  CHECK(says(read(parts.make()).of(KVALI_INFO), "was read, not sheet 'გეგმა'"));
  Options named;
  named.sheet = "2";
  CHECK_FALSE(says(read(parts.make(), named).of(KVALI_INFO), "was read, not sheet"));
}

TEST_CASE("a sheet is chosen by name or number", "[xlsx]") {
  BookParts parts;
  parts.sheet_data = "";
  parts.sheets += "<sheet name=\"გეგმა\" r:id=\"r2\"/>";
  parts.more = {{"xl/worksheets/sheet2.xml",
                 "<worksheet><sheetData>" + row(1, {"x"}) + row(2, {"1"}) + "</sheetData></worksheet>"}};
  CHECK(read(parts.make()).names() == Texts{"x"});  // The first has no content.
  Options options;
  options.sheet = "გეგმა";
  CHECK(read(parts.make(), options).names() == Texts{"x"});
  options.sheet = "2";
  CHECK(read(parts.make(), options).names() == Texts{"x"});
  options.sheet = "Plans";
  const Reading reading = read(parts.make(), options);
  REQUIRE(reading.errors().size() == 1);
  CHECK(reading.errors()[0].text.find("its sheets are 'Plan', 'გეგმა'") != std::string::npos);
}

TEST_CASE("comments become a column beside the one they are on", "[xlsx]") {
  BookParts parts;
  parts.sheet_data = row(1, {"Code", "n"}) + row(2, {"1.1", "7"}) + row(3, {"1.2", "8"});
  parts.sheet_relations =
      "<Relationship Id=\"r1\" Type=\"x/comments\" Target=\"../comments1.xml\"/>"
      "<Relationship Id=\"r2\" Type=\"x/threadedComment\" Target=\"../threads1.xml\"/>";
  parts.more = {
      {"xl/comments1.xml",
       "<comments><authors><author>Nino</author></authors><commentList>"
       "<comment ref=\"B2\" authorId=\"0\"><text><r><t>Nino:</t></r><r><t>\nchecked</t></r></text></comment>"
       "<comment ref=\"A1\" authorId=\"0\"><text><t>about the heading</t></text></comment>"
       "<comment ref=\"B3\" authorId=\"0\"><text><t>[Threaded comment] not this</t></text></comment>"
       "</commentList></comments>"},
      {"xl/threads1.xml",
       "<ThreadedComments><threadedComment ref=\"B3\"><text>why 8?</text></threadedComment>"
       "<threadedComment ref=\"B3\"><text>counted again</text></threadedComment></ThreadedComments>"}};
  const Reading reading = read(parts.make());
  CHECK(reading.names() == Texts{"Code", "n", "n (comment)"});
  CHECK(reading.column("n (comment)") == Texts{"checked", "why 8?\ncounted again"});
  CHECK(reading.columns[2].metadata.at("kvali:note_of") == "n");
  CHECK(reading.columns[2].metadata.at("kvali:column") == "B");
  CHECK(says(reading.of(KVALI_INFO), "comments outside the rows of the table were not read: cell A1"));
  // Around one of several tables lie the comments of the others.
  Options options;
  options.range = "A1:B2";
  CHECK(read(parts.make(), options).messages.empty());
}

TEST_CASE("files of other programs are read as well", "[xlsx]") {
  // Prefixes, strict namespaces, no addresses, parts with other letter case and backslashes.
  ZipMaker zip;
  zip.add("_rels/.rels",
          "<p:Relationships xmlns:p=\"u\"><p:Relationship Id=\"a\" "
          "Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\" "
          "Target=\"/XL\\workbook.xml\"/></p:Relationships>");
  zip.add("xl\\_rels\\workbook.xml.rels",
          "<Relationships><Relationship Id=\"b\" "
          "Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet\" "
          "Target=\"Sheet.XML\"/></Relationships>");
  zip.add("xl/workbook.xml",
          "<s:workbook xmlns:s=\"t\" xmlns:q=\"r\"><s:sheets><s:sheet name=\"S\" "
          "q:id=\"b\"/></s:sheets></s:workbook>");
  zip.add("xl/sheet.xml",
          "<s:worksheet xmlns:s=\"t\"><s:sheetData><s:row><s:c t=\"str\"><s:v>a</s:v></s:c></s:row>"
          "<s:row><s:c><s:v>5</s:v></s:c></s:row></s:sheetData></s:worksheet>");
  CHECK(read(zip.finish()).column("a") == Texts{"5"});
}
