#include <sys/resource.h>

#include <random>

#include "catch.hpp"
#include "reading.hpp"
#include "workbook.hpp"

using namespace kvali::xlsx;

namespace {

/// The one complaint about bytes that give no table.
std::string refusal(const std::string& bytes, const Options& options = {}) {
  const Reading reading = read(bytes, options);
  CHECK(reading.code != 0);
  CHECK(reading.rows.empty());
  REQUIRE(reading.errors().size() == 1);
  CHECK(reading.errors()[0].where.rfind("plan.xlsx", 0) == 0);
  return reading.errors()[0].text;
}

bool mentions(const std::string& text, const std::string& what) {
  INFO(text);
  return text.find(what) != std::string::npos;
}

std::string wide(const std::string& text) {
  std::string out;
  for (const char c : text) out += {c, '\0'};
  return out;
}

BookParts ordinary() {
  BookParts parts;
  parts.strings = "<si><t>Code</t></si><si><t>ქალები</t></si>";
  parts.sheet_data =
      "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>n</t></is></c></row>" +
      row(2, {"=t=\"s\"><v>1</v>", "5"}) + row(3, {"x", "=s=\"1\"><v>45000</v>"});
  parts.after = "<mergeCells><mergeCell ref=\"A2:B2\"/></mergeCells>";
  parts.deflated = true;
  return parts;
}

int64_t peak_mebibytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

}  // namespace

TEST_CASE("a file that is no workbook is named for what it is", "[xlsx][bad]") {
  CHECK(mentions(refusal(""), "the file is empty"));
  CHECK(mentions(refusal("Code,Target\n1.1,7\n"), "this is a text file"));
  CHECK(mentions(refusal("%PDF-1.7\n"), "this is a PDF file"));
  CHECK(mentions(refusal(std::string("\x01\x00\x02", 3)), "this is not a workbook"));
  const std::string compound = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(600, '\0');
  CHECK(mentions(refusal(compound + wide("Workbook")), "old format (.xls)"));
  CHECK(mentions(refusal(compound + wide("EncryptedPackage")), "protected with a password"));
  ZipMaker text;
  text.add("_rels/.rels",
           "<Relationships><Relationship Id=\"r\" Type=\"x/officeDocument\" "
           "Target=\"word/document.xml\"/></Relationships>");
  text.add("word/document.xml", "<document/>");
  CHECK(mentions(refusal(text.finish()), "this is a Word document"));
  ZipMaker open_document;
  open_document.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
  open_document.add("content.xml", "<x/>");
  CHECK(mentions(refusal(open_document.finish()), "this is an OpenDocument file (.ods)"));
  ZipMaker other;
  other.add("readme.txt", "hello");
  CHECK(mentions(refusal(other.finish()), "this archive holds no workbook"));
}

TEST_CASE("a workbook that is cut off gives no table, wherever it is cut", "[xlsx][bad]") {
  const std::string whole = ordinary().make();
  REQUIRE(read(whole).rows.size() == 2);
  for (size_t size = 0; size < whole.size(); size += 7) refusal(whole.substr(0, size));
}

TEST_CASE("document types, endless tags and endless nesting are refused", "[xlsx][bad]") {
  BookParts parts = ordinary();
  parts.before = "<!DOCTYPE x [<!ENTITY a \"b\">]>";
  CHECK(mentions(refusal(parts.make()), "damaged"));
  parts = ordinary();
  parts.more = {};
  ZipMaker zip;
  zip.add("_rels/.rels", "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><Relationships/>");
  CHECK(mentions(refusal(zip.finish()), "document type"));
  parts.before = "<a b=\"" + std::string(3 << 20, 'x') + "\"/>";
  CHECK(mentions(refusal(parts.make()), "does not end"));
  parts.before.clear();
  for (int i = 0; i < 5000; ++i) parts.before += "<a>";
  CHECK(mentions(refusal(parts.make()), "nested"));
}

TEST_CASE("cells outside a sheet and too long texts are refused", "[xlsx][bad]") {
  CHECK(mentions(refusal(book("<row r=\"1048577\"/>")), "a row '1048577'"));
  CHECK(mentions(refusal(book("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>")), "a cell 'XFE1'"));
  CHECK(mentions(refusal(book("<row r=\"1\"><c r=\"1A\"><v>1</v></c></row>")), "a cell '1A'"));
  CHECK(mentions(refusal(book(row(1, {"a"}) + row(2, {std::string(2 << 20, 'x')}))), "1 MiB of text"));
  // A stray cell far out is a table of a size that nobody means.
  CHECK(mentions(
      refusal(book(row(1, {"a", "b"}) + "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>")),
      "set range"));
}

TEST_CASE("a small file that unpacks to gigabytes is refused in bounded memory", "[xlsx][bad]") {
  BookParts parts = ordinary();
  parts.strings.clear();
  const std::string unit = "<si><t>" + std::string(1000, 'a') + "</t></si>";
  for (int i = 0; i < 300'000; ++i) parts.strings += unit;
  const std::string bomb = parts.make();
  parts = {};
  const int64_t before = peak_mebibytes();
  const std::string text = refusal(bomb);
  CHECK((mentions(text, "unpacks to far more") || mentions(text, "256 MiB of text")));
  CHECK(peak_mebibytes() - before < 300);
}

TEST_CASE("damaged workbooks are read whole or refused", "[xlsx][bad]") {
  const std::string whole = ordinary().make();
  std::mt19937 random(7);
  for (int i = 0; i < 3000; ++i) {
    std::string mutant = whole;
    for (int flips = 1 + static_cast<int>(random() % 4); flips > 0; --flips)
      mutant[random() % mutant.size()] ^= static_cast<char>(1u << (random() % 8));
    const Reading reading = read(mutant);
    CHECK((reading.code == 0) == reading.errors().empty());
  }
}

TEST_CASE("a cancelled run stops without a complaint", "[xlsx]") {
  Engine engine;
  engine.calls_before_cancel = 2;
  const std::string bytes = ordinary().make();
  engine.open([&](const kvali::Component& reporter) { open_bytes(bytes, "plan.xlsx", {}, reporter); });
  CHECK(engine.reading.code == ECANCELED);
  CHECK(engine.reading.errors().empty());
}
