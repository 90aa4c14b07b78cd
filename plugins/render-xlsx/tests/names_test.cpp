#include "names.hpp"

#include "catch.hpp"
#include "text.hpp"

using namespace kvali::xlsx;

TEST_CASE("a sheet's name fits Excel and stays unique") {
  NameSet taken;
  CHECK(sheet_name("Results: [2020] a/b", "T1", taken) == "Results 2020 a b");
  CHECK(sheet_name("results 2020 A B", "T1", taken) == "results 2020 A B (2)");
  CHECK(sheet_name("History", "T1", taken) == "History 1");
  CHECK(sheet_name("", "T4", taken) == "T4");
  CHECK(sheet_name("[]:*?/\\", "T5", taken) == "T5");
  CHECK(sheet_name("'quoted'", "T6", taken) == "’quoted’");
}

TEST_CASE("a Georgian sheet name of 40 letters keeps 31 and its uniqueness") {
  NameSet taken;
  const std::string letters = "სანაპიროსმუნიციპალიტეტებისინტეგრაციისშედ";
  REQUIRE(utf16_units(letters) == 40);
  const std::string first = sheet_name(letters, "T1", taken);
  const std::string second = sheet_name(letters, "T2", taken);
  CHECK(utf16_units(first) == 31);
  CHECK(utf16_units(second) <= 31);
  CHECK(first != second);
  CHECK(first.size() <= 93);
}

TEST_CASE("a table's name is never taken for a cell") {
  NameSet taken;
  CHECK(table_name("res1", taken) == "tbl_res1");
  CHECK(table_name("res1", taken) == "tbl_res1_2");
  CHECK(table_name("შედეგი", taken).substr(0, 5) == "tbl__");
  CHECK(table_name("", taken) == "tbl_data");
}

TEST_CASE("headers are unique without regard to case") {
  NameSet taken;
  CHECK(header_name("Spent", taken) == "Spent");
  CHECK(header_name("SPENT", taken) == "SPENT (2)");
  CHECK(header_name("a\nb", taken) == "a b");
  CHECK(header_name("", taken) == "–");
}

TEST_CASE("references quote what is special in a header") {
  CHECK(column_reference("tbl_x", "Spent (GEL)") == "tbl_x[Spent (GEL)]");
  CHECK(column_reference("tbl_x", "a[b]#'") == "tbl_x[a'[b']'#'']");
  CHECK_FALSE(column_reference("tbl_x", "a@b"));
  CHECK_FALSE(column_reference("tbl_x", "_x0041_"));
  CHECK(cell_name(0, 0) == "A1");
  CHECK(cell_name(1048575, 16383) == "XFD1048576");
}

TEST_CASE("only web and mail addresses become links") {
  CHECK(external_link("https://example.org/a b?ქ=1") == "https://example.org/a%20b?%E1%83%A5=1");
  CHECK(external_link("HTTPS://EXAMPLE.org"));
  CHECK(external_link("mailto:a@example.org"));
  CHECK_FALSE(external_link("javascript:alert(1)"));
  CHECK_FALSE(external_link("file:///etc/passwd"));
  CHECK_FALSE(external_link("external:c:\\x.xlsx"));
  CHECK_FALSE(external_link("\\\\server\\share"));
  CHECK_FALSE(external_link("https://example.org/" + std::string(2100, 'a')));
  CHECK(external_link("https://example.org/?q=internal:x") == "https://example.org/?q=internal%3Ax");
}
