// What other programs make of the workbook.
#include <cstdlib>
#include <filesystem>

#include "catch.hpp"
#include "event_script.hpp"
#include "rich_document.hpp"
#include "workbook_parts.hpp"

using namespace kvali::test;

namespace {

std::string write_rich(const char* name, bool georgian) {
  const std::string path = output_path(name);
  EventScript script(path);
  send_rich_document(script, georgian);
  REQUIRE(script.finish() == 0);
  CHECK(script.warnings() == 0);
  return path;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("openpyxl finds numbers as numbers, dates as dates, tables and links") {
  const std::string seen = read_with_openpyxl(write_rich("readers-en.xlsx", false));
  if (seen.empty()) {
    WARN("skipped: /usr/bin/python3 has no openpyxl");
    return;
  }
  INFO(seen);
  CHECK(has(seen, "Report!D9 datetime 2020-12-08 00:00:00 [yyyy-mm-dd]"));
  CHECK(has(seen, "Report!D10 float 1234567.89 [#,##0.00\" GEL\"]"));
  CHECK(has(seen, "Results!D6 int 1240 [#,##0]"));
  CHECK(has(seen, "Results!E6 float 45120.5"));
  CHECK(has(seen, "Results!D9 str –"));
  CHECK(has(seen, "Results!E10 str =SUBTOTAL(109,tbl_results[Spent (GEL)]) [#,##0.00] = 66328.29"));
  CHECK(
      has(seen,
          "table tbl_results A5:H10 totals=1 Code|Indicator|Target|Actual|Spent (GEL)|Achieved|Due|Status"));
  CHECK(has(seen, "link B16 -> 'Results'!A1"));
  CHECK(has(seen, "comment D6 Without the two border points."));
  CHECK(has(seen, "Expenditure by outcome!B12 str =SUBTOTAL(109,B6:B7,B10:B10) [#,##0.00] = 6500.5"));
  CHECK(has(seen, "freeze B6 repeat $4:$5"));
  CHECK(has(seen, "created=2020-12-31 00:00:00"));
}

TEST_CASE("Georgian sheets, headers and texts come back as they were") {
  const std::string seen = read_with_openpyxl(write_rich("readers-ka.xlsx", true));
  if (seen.empty()) {
    WARN("skipped: /usr/bin/python3 has no openpyxl");
    return;
  }
  INFO(seen);
  CHECK(has(seen, "sheet ანგარიში\n"));
  CHECK(has(seen, "sheet შედეგები\n"));
  CHECK(has(seen, "|დახარჯული (GEL)|"));
  CHECK(has(seen, "=SUBTOTAL(109,tbl_results[ფაქტობრივი]) [#,##0] = 1904"));
  CHECK(has(seen, "title=სანაპიროს ინტეგრაცია: ყოველთვიური მიმოხილვა"));
}

TEST_CASE("LibreOffice opens the workbook and agrees with its totals") {
  const std::string path = write_rich("readers-lo.xlsx", true);
  const std::string folder = std::filesystem::path(path).parent_path().string();
  const auto result = run_program(
      {"timeout", "120", "soffice", "-env:UserInstallation=file://" + folder + "/lo", "--headless",
       "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2",
       "--outdir", folder, path});
  if (result.status == 127) {
    WARN("skipped: there is no soffice");
    return;
  }
  INFO(result.output);
  const std::string csv = read_bytes(folder + "/readers-lo-შედეგები.csv");
  INFO(csv);
  CHECK(has(csv, "2502,1904,66328.29,76%"));
  CHECK_FALSE(has(csv, "Err:"));
}

TEST_CASE("the Open XML SDK finds nothing to mend") {
  const char* configured = std::getenv("KVALI_OOXML_VALIDATOR");
  const std::string validator = configured ? configured : "ooxml-validator";
  for (const bool georgian : {true, false}) {
    const std::string path = write_rich(georgian ? "valid-ka.xlsx" : "valid-en.xlsx", georgian);
    const auto result = run_program({validator, path});
    if (result.status == 127) {
      WARN("skipped: no ooxml-validator on the PATH or in KVALI_OOXML_VALIDATOR");
      return;
    }
    INFO(result.output);
    CHECK(has(result.output, "\"ok\": true"));
  }
}
