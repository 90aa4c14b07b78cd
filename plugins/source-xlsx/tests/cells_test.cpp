#include "catch.hpp"
#include "number.hpp"
#include "number_format.hpp"
#include "reading.hpp"
#include "reference.hpp"
#include "workbook.hpp"

using namespace kvali::xlsx;
using Texts = std::vector<std::string>;

namespace {

std::string number_text(std::string_view text) {
  const auto number = read_number(text);
  return number ? number->text() : "none";
}

/// The one data cell of a column whose other cells are of another kind, so that it stands as text.
std::string cell_text(const std::string& xml, BookParts parts = {}) {
  parts.sheet_data = row(1, {"a"}) + row(2, {xml}) + row(3, {"word"});
  return read(parts.make()).column("a").at(0);
}

}  // namespace

TEST_CASE("numbers are what a spreadsheet shows of them", "[xlsx]") {
  CHECK(number_text("0.30000000000000004") == "0.3");
  CHECK(number_text("1234567.89") == "1234567.89");
  CHECK(number_text("5.0") == "5");
  CHECK(number_text("123456789012345678") == "123456789012345678");
  CHECK(number_text("-7.0000000000000009") == "-7");
  CHECK(number_text("1E-7") == "0.0000001");
  CHECK(number_text("1.5e+3") == "1500");
  CHECK(number_text("99999999999999996") == "99999999999999996");
  CHECK(number_text("9999999999999999.6") == "10000000000000000");
  CHECK(number_text("0.000123") == "0.000123");
  CHECK(number_text("-0") == "0");
  CHECK(number_text(".5") == "0.5");
  for (const char* text : {"", ".", "-", "1,5", "NAN", "INF", "1e", "1e99999", "1 ", "0x10"}) {
    INFO(text);
    CHECK(number_text(text) == "none");
  }
}

TEST_CASE("a number format tells dates from numbers", "[xlsx]") {
  const auto kind = [](const char* code) { return classify_format(code).kind; };
  CHECK(kind("yyyy-mm-dd") == NumberKind::day);
  CHECK(kind("[$-409]d\\-mmm\\-yy;@") == NumberKind::day);
  CHECK(kind("mmm-yy") == NumberKind::month);
  CHECK(kind("yyyy") == NumberKind::year);
  CHECK(kind("dd/mm/yyyy hh:mm") == NumberKind::instant);
  CHECK(kind("h:mm AM/PM") == NumberKind::time);
  CHECK(kind("mm:ss") == NumberKind::time);
  CHECK(kind("[h]:mm:ss") == NumberKind::duration);
  CHECK(kind("0.0%") == NumberKind::percent);
  CHECK(kind("00000") == NumberKind::padded);
  for (const char* code : {"General", "0", "0.00", "#,##0.00\\ \"day\"", "\"ymd\"0", "[Red]0.0",
                           "_-* #,##0\\ [$Dh]_-", "0.00E+00", "0;\"yyyy\"", "", "@", "[", "\"", "\\"}) {
    INFO(code);
    CHECK(kind(code) == NumberKind::number);
  }
}

TEST_CASE("cell references are read and written", "[xlsx]") {
  CHECK(parse_box("B3:H40") == Box{3, 40, 2, 8});
  CHECK(parse_box("$H$40:$B$3") == Box{3, 40, 2, 8});
  CHECK(parse_box("B:H") == Box{1, most_rows, 2, 8});
  CHECK(parse_box("3:40") == Box{3, 40, 1, most_columns});
  CHECK(parse_box("XFD1048576") == Box{most_rows, most_rows, most_columns, most_columns});
  for (const char* text :
       {"", ":", "B3:", "B0", "XFE1", "A1048577", "B3:H", "Targets", "A1:B2:C3", "AAAAAAAAAA1"}) {
    INFO(text);
    CHECK_FALSE(parse_box(text));
  }
  CHECK(column_letters(1) == "A");
  CHECK(column_letters(26) == "Z");
  CHECK(column_letters(27) == "AA");
  CHECK(column_letters(16384) == "XFD");
}

TEST_CASE("every kind of cell keeps its meaning", "[xlsx]") {
  BookParts parts;
  parts.strings = "<si><t>plain</t></si><si><r><t>rich </t></r><r><t>text</t></r><rPh><t>kana</t></rPh></si>";
  CHECK(cell_text("=t=\"s\"><v>0</v>", parts) == "plain");
  CHECK(cell_text("=t=\"s\"><v>1</v>", parts) == "rich text");
  CHECK(cell_text("=t=\"inlineStr\"><is><r><t xml:space=\"preserve\"> a</t></r><r><t>b </t></r></is>") ==
        "ab");
  CHECK(cell_text("=t=\"str\"><f>A1</f><v>x_x000D_\ny_x0041_</v>") == "x\nyA");
  CHECK(cell_text("=t=\"str\"><f>A1</f><v>_xD83D__xDE00_</v>") == "\xF0\x9F\x98\x80");
  CHECK(cell_text("=t=\"b\"><v>1</v>") == "TRUE");
  CHECK(cell_text("=t=\"d\"><v>2025-01-15</v>") == "2025-01-15");
  CHECK(cell_text("=s=\"1\"><v>45672</v>") == "2025-01-15");
  CHECK(cell_text("=s=\"3\"><v>45672</v>") == "2025-01");
  CHECK(cell_text("=s=\"2\"><v>0.45</v>") == "45%");
  CHECK(cell_text("=s=\"2\"><v>7.0000000000000007E-2</v>") == "7%");
  CHECK(cell_text("=s=\"1\"><v>1</v>") == "1900-01-01");
  CHECK(cell_text("=s=\"1\"><v>61</v>") == "1900-03-01");
  CHECK(cell_text("=><f>1+1</f><v>2</v>") == "2");
  CHECK(cell_text("=t=\"n\"><v> 12.5 </v>") == "12.5");
  parts.workbook_extra = "<workbookPr date1904=\"1\"/>";
  CHECK(cell_text("=s=\"1\"><v>44210</v>", parts) == "2025-01-15");
  parts.formats = "<xf/><xf numFmtId=\"22\"/><xf numFmtId=\"46\"/><xf numFmtId=\"20\"/>";
  parts.workbook_extra.clear();
  CHECK(cell_text("=s=\"1\"><v>45672.604166666664</v>", parts) == "2025-01-15T14:30:00");
  CHECK(cell_text("=s=\"1\"><v>45672</v>", parts) == "2025-01-15");
  CHECK(cell_text("=s=\"2\"><v>5.25</v>", parts) == "126:00");
  CHECK(cell_text("=s=\"3\"><v>0.60416666666666663</v>", parts) == "14:30");
}

TEST_CASE("a column of one kind has its type, others are text", "[xlsx]") {
  BookParts parts;
  parts.sheet_data = row(1, {"whole", "money", "day", "truth", "text", "mixed", "none", "share"}) +
                     row(2, {"1", "0.1", "=s=\"1\"><v>45672</v>", "=t=\"b\"><v>1</v>", "x", "1.5", "",
                             "=s=\"2\"><v>0.5</v>"}) +
                     row(3, {"-2", "1234567.89", "=s=\"3\"><v>45658</v>", "=t=\"b\"><v>0</v>", "y", "n/a", "",
                             "=s=\"2\"><v>1</v>"}) +
                     row(4, {"", "", "", "", "", "", "", ""});
  const Reading reading = read(parts.make());
  CHECK(reading.formats() == Texts{"l", "d:38,2", "tdD", "b", "u", "u", "u", "l"});
  CHECK(reading.column("money") == Texts{"0.1", "1234567.89"});
  CHECK(reading.column("day") == Texts{"2025-01-15", "2025-01-01"});
  CHECK(reading.column("truth") == Texts{"true", "false"});
  CHECK(reading.column("mixed") == Texts{"1.5", "n/a"});
  CHECK(reading.column("share") == Texts{"50", "100"});
  CHECK(reading.columns[7].metadata.at("kvali:unit") == "%");
  CHECK(reading.columns[2].metadata.at("kvali:column") == "C");
  CHECK(reading.metadata.at("kvali:place") == "{file}!Plan!{column}{row}");
  CHECK(reading.metadata.at("kvali:file") == "plan.xlsx");
  CHECK(reading.numbers == std::vector<int64_t>{2, 3});
}

TEST_CASE("numbers beyond exact decimals are handed over as doubles", "[xlsx]") {
  const Reading reading = read(
      book(row(1, {"tiny", "huge", "big"}) + row(2, {"=><v>1e-20</v>", "=><v>1e30</v>", "=><v>1e20</v>"})));
  CHECK(reading.formats() == Texts{"g", "g", "d:38,0"});
  CHECK(reading.column("big") == Texts{"100000000000000000000"});
}

TEST_CASE("codes keep their leading zeros", "[xlsx]") {
  BookParts parts;
  parts.formats =
      "<xf/><xf numFmtId=\"164\"/></cellXfs><numFmts><numFmt numFmtId=\"164\" "
      "formatCode=\"00000\"/></numFmts><cellXfs>";
  parts.sheet_data = row(1, {"code"}) + row(2, {"=s=\"1\"><v>501</v>"}) + row(3, {"=s=\"1\"><v>12345</v>"});
  CHECK(read(parts.make()).column("code") == Texts{"00501", "12345"});
}

TEST_CASE("cells without a value are missing and told", "[xlsx]") {
  const Reading reading = read(book(row(1, {"a", "b"}) + row(2, {"=t=\"e\"><v>#REF!</v>", "=><f>A1</f>"}) +
                                    row(3, {"=t=\"e\"><f>1/0</f><v>#DIV/0!</v>", "=><f>A1</f><v></v>"}) +
                                    row(4, {"=t=\"e\"><v>#REF!</v>", "=><v>NAN</v>"})));
  CHECK(reading.column("a") == Texts{"-", "-", "-"});
  CHECK(reading.column("b") == Texts{"-", "-", "-"});
  REQUIRE(reading.warnings().size() == 4);
  CHECK(reading.warnings()[0].where == "plan.xlsx!Plan!A3");
  CHECK(reading.warnings()[1].text.find("2 cells (A2, A4) hold #REF!") != std::string::npos);
  CHECK(reading.warnings()[2].text.find("results are not stored") != std::string::npos);
  CHECK(reading.warnings()[3].text.find("'NAN'") != std::string::npos);
  // A formula that gives an empty text has a result.
  CHECK(read(book(row(1, {"a", "b"}) + row(2, {"=t=\"str\"><f>A1</f><v></v>", "1"}))).warnings().empty());
}
