#include "catch.hpp"
#include "running.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

TEST_CASE("what a source throws in open becomes one finding", "[plugin]") {
  CHECK(unruly("throw") == Texts{"PLG-06 report.toml:5:1 source \"s\": thrown in open"});
  CHECK(unruly("throw_int") == Texts{"PLG-06 report.toml:5:1 source \"s\": unknown exception"});
  CHECK(unruly("error") == Texts{"PLG-06 data.bin:3:7 the file is broken"});
}

TEST_CASE("a cancelled source says nothing", "[plugin]") {
  CHECK(unruly("cancel").empty());
  CHECK(unruly("next_cancel").empty());
}

TEST_CASE("a source without a table is empty", "[plugin]") {
  CHECK(unruly("no_table") ==
        Texts{"C-03 report.toml:5:1 source \"s\" is empty | check the file, or remove the source"});
}

TEST_CASE("a complaint is no failure", "[plugin]") {
  Ran ran;
  run_source("unruly", {text_option("how", "complain")}, ran);
  CHECK(short_texts(ran.findings) == Texts{"PLG-06 data.csv:3 row 3 is odd"});
  REQUIRE(ran.table() != nullptr);
  CHECK(ran.table()->rows() == 1);
}

TEST_CASE("a table of a wrong or repeated name is refused", "[plugin]") {
  CHECK(unruly("bad_name") ==
        Texts{"PLG-06 report.toml:5:1 source \"s\": the engine refused table 'Not A Name'"});
  CHECK(unruly("same_name") ==
        Texts{"PLG-06 report.toml:5:1 source \"s\": the engine refused table 'cells'"});
}

TEST_CASE("what a stream fails with is told, with its place", "[plugin]") {
  CHECK(unruly("next_throws") == Texts{"PLG-06 report.toml:5:1 source \"s\": thrown in next"});
  CHECK(unruly("next_error") ==
        Texts{"PLG-06 report.toml:5:1 source \"s\": data.csv:12: the line is broken"});
  CHECK(unruly("wrong_type") ==
        Texts{"PLG-06 report.toml:5:1 source \"s\": column 'id' (format l): value of another type"});
  CHECK(unruly("too_few") ==
        Texts{"PLG-06 report.toml:5:1 source \"s\": column 'text' (format u): one value per row expected"});
}

TEST_CASE("an earlier complaint does not hide why the stream failed", "[plugin]") {
  CHECK(unruly("complain_then_fail") ==
        Texts{"PLG-06 data.csv:3 row 3 is odd",
              "PLG-06 report.toml:5:1 source \"s\": data.csv:12: the line is broken"});
}

TEST_CASE("tables that break the contract are refused, each with its reason", "[plugin]") {
  const auto breach = [](const std::string& how) {
    const Texts all = unruly(how);
    const std::string start =
        "PLG-08 report.toml:5:1 source \"s\": table 'cells' breaks the plugin contract: ";
    return all.size() == 1 && all[0].rfind(start, 0) == 0 ? all[0].substr(start.size()) : "?";
  };
  CHECK(breach("same_column") == "two columns are called 'text'");
  CHECK(breach("no_column") == "a column has no name");
  CHECK(breach("nested") == "column 'text' is nested or has a dictionary");
  CHECK(breach("dictionary") == "column 'text' is nested or has a dictionary");
  CHECK(breach("wide_scale") == "column 'text': format d:38,20 is not supported");
  CHECK(breach("bad_offsets") == "column 'text': text offsets run backwards");
  CHECK(breach("no_text") == "column 'text' has no data");
  CHECK(breach("no_bitmap") == "column 'text' counts nulls but has no bitmap");
  CHECK(breach("short_column") == "column 'text': 1 cells in 3 buffers, expected 2 in 3");
  CHECK(breach("text_as_row") == "kvali_row must be a whole number");
  CHECK(breach("number_as_file") == "kvali_file must be a text");
}

TEST_CASE("more cells than memory allows are refused before they are read", "[plugin]") {
  CHECK(unruly("endless") == Texts{"PLG-06 report.toml:5:1 source \"s\": more than 400000000 cells | "
                                   "split the source, or let it aggregate"});
}

TEST_CASE("every table is released while the call still lives", "[plugin]") {
  CHECK(unruly("release_late") == Texts{"PLG-06 report.toml:5:1 source \"s\": first is broken",
                                        "PLG-07 report.toml:5:1 source \"s\": released"});
}

TEST_CASE("a misspelt choice is answered by the nearest", "[plugin]") {
  CHECK(unruly("thro")[0].rfind("PLG-04 report.toml:9:7 unruly.how: 'thro' is not one of throw, ", 0) == 0);
}
