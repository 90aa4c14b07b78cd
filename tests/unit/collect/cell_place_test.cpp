#include "collect/cell_place.hpp"

#include "catch.hpp"
#include "findings.hpp"

using namespace kvali;

namespace {

/// Locates a cell of the given line and field in a file.
Diagnostic located(const std::string& content, std::int64_t line, const std::string& raw,
                   const std::string& field = "", const std::string& pattern = "{file}:{row}") {
  const TestFolder folder;
  folder.write("a.csv", content);
  Evidence evidence;
  SourceRef ref;
  ref.origin = evidence.add_origin({"ledger", "t", pattern, "a.csv", 50});
  ref.row = line;
  ref.column = field;
  Diagnostic finding;
  CellPlaces(evidence, folder.path()).locate(ref, raw, finding);
  finding.place.file = std::filesystem::path(finding.place.file).filename().string();
  return finding;
}

}  // namespace

TEST_CASE("a cell is found in its line, in characters", "[cell_place]") {
  const Diagnostic finding =
      located("code,name,target\n1.2,კონსულტირებული მიგრანტი,ორმოცი\r\n", 2, "ორმოცი", "3");
  CHECK(finding.place.text() == "a.csv:2:29");
  CHECK(finding.place.width == 6);
  CHECK(finding.excerpt == "1.2,კონსულტირებული მიგრანტი,ორმოცი");
}

TEST_CASE("of equal cells the one of the right field is shown", "[cell_place]") {
  CHECK(located("x,x,x,x\n", 1, "x", "1").place.column == 1);
  CHECK(located("x,x,x,x\n", 1, "x", "3").place.column == 5);
  CHECK(located("12;long name;12;12\n", 1, "12", "3").place.column == 14);
  CHECK(located("\"a,12\",12,12\n", 1, "12", "2").place.column == 8);
  CHECK(located("a\t-\t-\t-\n", 1, "-", "4").place.column == 7);
  CHECK(located("112,12\n", 1, "12", "2").place.column == 5);
  CHECK(located("x,\"x\",x\n", 1, "x", "2").place.column == 4);
}

TEST_CASE("a text without fields takes the first word that fits", "[cell_place]") {
  CHECK(located("the owner is IOM and IOM\n", 1, "IOM").place.column == 14);
  CHECK(located("| a | IOM |\n", 1, "IOM", "3").place.column == 7);
}

TEST_CASE("a byte order mark is no column", "[cell_place]") {
  CHECK(located("\xEF\xBB\xBFx,y\n", 1, "y", "2").place.column == 3);
}

TEST_CASE("long lines, absent lines and broken text give the place alone", "[cell_place]") {
  CHECK(located(std::string(500, 'a') + ",x\n", 1, "x", "2").place.text() == "a.csv:1");
  CHECK(located("a\n", 7, "a").place.text() == "a.csv:7");
  CHECK(located("\xFF,x\n", 1, "x").place.text() == "a.csv:1");
  CHECK(located("a,b\n", 1, "zz", "1").place.text() == "a.csv:1");
  CHECK(located("a,b\n", 1, "").excerpt == "a,b");
}

TEST_CASE("places of sheets and records are texts of their own", "[cell_place]") {
  CHECK(located("", 7, "x", "C", "plan.xlsx!Q4!{column}{row}").place.text() == "plan.xlsx!Q4!C7");
  CHECK(located("", 81, "x", "", "").place.text() == "source \"ledger\", record 81");
}
