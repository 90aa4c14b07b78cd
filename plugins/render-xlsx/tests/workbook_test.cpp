#include "workbook.hpp"

#include <clocale>
#include <limits>

#include "catch.hpp"
#include "event_script.hpp"
#include "workbook_parts.hpp"

using namespace kvali;
using namespace kvali::xlsx;

TEST_CASE("only the days that Excel counts rightly become dates") {
  CHECK_FALSE(date_serial(-43829));  // 1850
  CHECK_FALSE(date_serial(-25509));  // 1900-02-28
  CHECK(date_serial(-25508) == 61);  // 1900-03-01
  CHECK(date_serial(18604) == 44173);
  CHECK(date_serial(2932896) == 2958465);  // 9999-12-31
  CHECK_FALSE(date_serial(2932897));
  CHECK_FALSE(date_serial(std::numeric_limits<int64_t>::max()));
}

TEST_CASE("the guard writes a dash for what is not finite and refuses overlapping merges") {
  const PlainNumbers plain;
  Workbook book({test::output_path("guard.xlsx"), "/tmp", "Calibri", false});
  Sheet& sheet = book.add_sheet("One");
  lxw_format* format = book.format({});
  CHECK_FALSE(sheet.number(0, 0, std::numeric_limits<double>::quiet_NaN(), format));
  CHECK_FALSE(sheet.number(0, 1, std::numeric_limits<double>::infinity(), format));
  CHECK(sheet.number(0, 2, 1.5, format));
  sheet.merge({2, 0, 3, 2}, format);
  CHECK_THROWS_AS(sheet.merge({3, 2, 3, 4}, format), Error);
  CHECK_THROWS_AS(sheet.text(1048576, 0, "x", format), Error);
  book.close();
  const std::string xml = test::read_parts(test::output_path("guard.xlsx")).at("xl/worksheets/sheet1.xml");
  CHECK(xml.find("NAN") == std::string::npos);
  CHECK(xml.find("INF") == std::string::npos);
  CHECK(xml.find("<v>1.5</v>") != std::string::npos);
}

TEST_CASE("a streaming workbook reports a row that was passed") {
  const PlainNumbers plain;
  Workbook book({test::output_path("stream.xlsx"), "/tmp", "Calibri", true});
  Sheet& sheet = book.add_sheet("One");
  lxw_format* format = book.format({});
  sheet.text(5, 0, "later", format);
  CHECK_THROWS_AS(sheet.text(4, 0, "earlier", format), Error);
}

TEST_CASE("equal styles share one format") {
  Workbook book({test::output_path("styles.xlsx"), "/tmp", "Calibri", false});
  CellStyle style;
  lxw_format* first = book.format(style);
  CHECK(book.format(style) == first);
  style.indent = 1;
  CHECK(book.format(style) != first);
}
