#include "base/error.hpp"
#include "catch.hpp"
#include "reading.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

TEST_CASE("an unknown setting is found with its place and what was meant", "[report]") {
  CHECK(findings_in("[report]\nid = \"r\"\n  templte = \"t\"\ntemplate = \"t\"\n" + least_source) ==
        Texts{"CFG-01 report.toml:3:3 [report] has no setting 'templte' | did you mean 'template'?"});
  CHECK(findings_in(least_head + least_source + "[projct]\n") ==
        Texts{"CFG-01 report.toml:7:2 report.toml has no setting 'projct' | did you mean 'project'?"});
  CHECK(findings_in(least_head + least_source + "[project]\nqqqqqq = 1\n") ==
        Texts{"CFG-01 report.toml:8:1 [project] has no setting 'qqqqqq'"});
}

TEST_CASE("a value of the wrong type is found where it stands", "[report]") {
  CHECK(findings_in("[report]\nid = 7\ntemplate = \"t\"\n" + least_source) ==
        Texts{"CFG-02 report.toml:2:6 id must be a text, not a whole number | write id = \"...\""});
  CHECK(findings_in(least_head + "revision = \"two\"\n" + least_source) ==
        Texts{"CFG-02 report.toml:4:12 revision must be a whole number from 0 to 999"});
  CHECK(findings_in(least_head + "revision = 1000\n" + least_source) ==
        Texts{"CFG-02 report.toml:4:12 revision must be a whole number from 0 to 999"});
  CHECK(findings_in(least_head + "as_of = \"soon\"\n" + least_source) ==
        Texts{"CFG-02 report.toml:4:9 as_of must be a date | write it as 2020-12-31"});
  CHECK(findings_in(least_head + "langs = [1]\n" + least_source) ==
        Texts{"CFG-02 report.toml:4:9 langs must be a list of texts | write langs = [\"...\"]"});
  CHECK(findings_in(least_head + "title = 3\n" + least_source) ==
        Texts{"CFG-02 report.toml:4:9 title must be a text, or a text for each language | "
              "write title = \"...\" or title.en = \"...\""});
  CHECK(findings_in(least_head + "title = { en = 3 }\n" + least_source) ==
        Texts{"CFG-02 report.toml:4:16 title.en must be a text"});
  CHECK(findings_in("project = 1\n" + least_head + least_source) ==
        Texts{"CFG-02 report.toml:1:11 project must be a table, not a whole number | write [project] on a "
              "line of its own"});
  CHECK(findings_in(least_head + "[source]\nname = \"s\"\nplugin = \"csv\"\n")[0] ==
        "CFG-02 report.toml:4:1 source must be written with double brackets | write [[source]]");
  CHECK(findings_in(least_head + least_source + "map = \"x\"\n") ==
        Texts{"CFG-02 report.toml:7:7 map must be a table, not a text | write [map] on a line of its own"});
  CHECK(findings_in(least_head + least_source + "[source.map]\nobservation = 1\n") ==
        Texts{"CFG-02 report.toml:8:15 map.observation must be a table | write [source.map.observation]"});
  CHECK(findings_in(least_head + least_source + "[source.map.observation]\nvalue = 1\n") ==
        Texts{"CFG-02 report.toml:8:9 value must be the heading of a column | "
              "write value = \"Heading\" or value = { const = \"value\" }"});
}

TEST_CASE("places count characters, not bytes", "[report]") {
  CHECK(findings_in("title = { ka = \"ანგარიში\", en = 3 }\n" + least_head + least_source)[0] ==
        "CFG-01 report.toml:1:1 report.toml has no setting 'title'");
  CHECK(findings_in(least_head + "title = { ka = \"ანგარიში\", en = 3 }\n" + least_source) ==
        Texts{"CFG-02 report.toml:4:33 title.en must be a text"});
}

TEST_CASE("a missing setting says what to add", "[report]") {
  CHECK(findings_in("[report]\nid = \"r\"\n" + least_source) ==
        Texts{"CFG-03 report.toml:1:1 [report] lacks the setting 'template' | add template = \"...\""});
  CHECK(findings_in(least_source)[0] ==
        "CFG-03 report.toml:1:1 report.toml has no [report] | begin the file with [report]");
  CHECK(findings_in(least_head) ==
        Texts{"CFG-03 report.toml the report has no source | add a [[source]] with name, plugin and file"});
  CHECK(findings_in(least_head + "[[source]]\nname = \"s\"\n") ==
        Texts{"CFG-03 report.toml:4:1 [[source]] lacks the setting 'plugin' | add plugin = \"...\""});
  CHECK(findings_in(least_head + least_source + "[[output]]\n") ==
        Texts{"CFG-03 report.toml:7:1 [[output]] lacks the setting 'renderer' | add renderer = \"...\""});
  CHECK(findings_in(least_head + least_source +
                    "[source.map.observation]\nvalue = { values = { a = \"1\" }, clumn = \"V\" }\n")[0] ==
        "CFG-01 report.toml:8:33 value has no setting 'clumn' | did you mean 'column'?");
}

TEST_CASE("a value that makes no sense says what would", "[report]") {
  CHECK(findings_in("[report]\nid = \"My Report\"\ntemplate = \"t\"\n" + least_source) ==
        Texts{"CFG-04 report.toml:2:6 the id may have small letters, digits and hyphens only | write id = "
              "\"my-report\""});
  CHECK(findings_in(least_head + "audience = \"dnor\"\n" + least_source) ==
        Texts{"CFG-04 report.toml:4:12 unknown audience 'dnor' | did you mean 'donor'?"});
  CHECK(
      findings_in(least_head + "audience = \"everyone\"\n" + least_source) ==
      Texts{"CFG-04 report.toml:4:12 unknown audience 'everyone' | one of internal, donor, partner, public"});
  CHECK(findings_in(least_head + least_source + "[project]\nfiscal_year = \"02-29\"\n") ==
        Texts{"CFG-04 report.toml:8:15 fiscal_year must be month and day | write fiscal_year = \"10-01\""});
  CHECK(findings_in(least_head + least_source + "[project]\nstart = 2021-01-01\nend = 2020-01-01\n") ==
        Texts{"CFG-04 report.toml:9:7 the project ends before it starts | exchange start and end"});
  CHECK(findings_in(least_head + least_source + least_source) ==
        Texts{"CFG-04 report.toml:7:1 two sources are called 's' | give each its own name: it is printed as "
              "the source of a figure"});
}

TEST_CASE("all that is wrong is found in one go", "[report]") {
  const ReadReport read = read_report("[report]\nid = \"A b\"\ntemplate = \"t\"\nrevision = -1\ncolor = 1\n" +
                                      least_source + "rank = 5000\n[project]\nstart = 1\n");
  CHECK(ids_of(read.findings) == Texts{"CFG-04", "CFG-02", "CFG-01", "CFG-02", "CFG-02"});
  CHECK(read.report.has_value());
}

TEST_CASE("what is no TOML is found with line and column, and nothing is returned", "[report]") {
  const ReadReport read = read_report("[report]\nid = emerge\n");
  REQUIRE(ids_of(read.findings) == Texts{"CFG-05"});
  CHECK(read.findings.all()[0].place.line == 2);
  CHECK(read.findings.all()[0].place.column > 5);
  CHECK_FALSE(read.findings.all()[0].hint.empty());
  CHECK_FALSE(read.report);
}

TEST_CASE("a text without its last quotation mark is called so", "[report]") {
  for (const std::string text : {"[report]\nid = \"small\ntemplate = \"t\"\n", "[report]\r\nid = 'small\r\n",
                                 "[report]\nid = \"small"}) {
    INFO(text);
    const ReadReport read = read_report(text);
    REQUIRE(read.findings.all().size() == 1);
    CHECK(read.findings.all()[0].message == "the text is not closed: its last quotation mark is missing");
    CHECK(read.findings.all()[0].place.line == 2);
  }
  const ReadReport odd = read_report("[report]\nid = \"sm\x01ll\"\n");
  REQUIRE(odd.findings.all().size() == 1);
  CHECK(contains_text(odd.findings.all()[0].message, "control characters"));
}

TEST_CASE("a table's name that is none is found, and does not end the program", "[report]") {
  for (const std::string head : {"[{report]\n", "[[[report]]]\n", "[=", "[[", "назва = 1\n"}) {
    INFO(head);
    const ReadReport read = read_report(head);
    CHECK(ids_of(read.findings) == Texts{"CFG-05"});
    CHECK_FALSE(read.report);
  }
}

TEST_CASE("a file that is not UTF-8 is found with its line and the cure", "[report]") {
  const ReadReport read = read_report("[report]\nid = \"r\"\ntemplate = \"\xE0\xED\"\n");
  CHECK(short_texts(read.findings) ==
        Texts{"CFG-05 report.toml:3 the file is not UTF-8 text | save it with the encoding UTF-8"});
  CHECK_FALSE(read.report);
}

TEST_CASE("a byte order mark and CRLF line ends do no harm", "[report]") {
  const ReadReport read = read_report(
      "\xEF\xBB\xBF[report]\r\nid = \"r\"\r\ntemplate = \"t\"\r\n[[source]]\r\nname = \"s\"\r\nplugin = "
      "\"csv\"\r\n");
  CHECK(short_texts(read.findings).empty());
  CHECK(read.report.has_value());
}

TEST_CASE("a file that is not there is an error that names it", "[report]") {
  Diagnostics findings;
  try {
    (void)load_report("/nonexistent/report.toml", findings);
    FAIL("no error");
  } catch (const Error& e) {
    CHECK(std::string(e.what()) == "cannot read /nonexistent/report.toml: No such file or directory");
  }
}
