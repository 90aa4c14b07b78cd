#include "base/diagnostic.hpp"

#include "catch.hpp"

using namespace kvali;

namespace {

Diagnostic target_of_forty() {
  return {"I-08",
          Severity::error,
          "target is not a number",
          {"indicators.csv", 14, 29, 6},
          "write 40",
          "1.2,კონსულტირებული მიგრანტი,ორმოცი,37"};
}

}  // namespace

TEST_CASE("a finding is shown with its line and a caret under the right character", "[diagnostic]") {
  CHECK(render(target_of_forty(), false) ==
        "error[I-08]: target is not a number\n"
        "  --> indicators.csv:14:29\n"
        "   |\n"
        "14 | 1.2,კონსულტირებული მიგრანტი,ორმოცი,37\n"
        "   |                             ^^^^^^\n"
        "   = hint: write 40\n");
}

TEST_CASE("colour changes nothing but the sequences around words", "[diagnostic]") {
  std::string coloured = render(target_of_forty(), true);
  CHECK(coloured.find("\033[1;31merror[I-08]\033[0m: ") == 0);
  for (std::size_t at; (at = coloured.find('\033')) != std::string::npos;)
    coloured.erase(at, coloured.find('m', at) + 1 - at);
  CHECK(coloured == render(target_of_forty(), false));
}

TEST_CASE("a finding without line, place or hint leaves them out", "[diagnostic]") {
  CHECK(render({"C-03", Severity::warning, "source is empty", {}, {}, {}}, false) ==
        "warning[C-03]: source is empty\n");
  CHECK(render({"", Severity::info, "done", {"book.xlsx!Q4!C17", 0, 0, 0}, {}, "not shown"}, false) ==
        "info: done\n  --> book.xlsx!Q4!C17\n");
  CHECK(render({"", Severity::block, "no", {"a.csv", 3, 0, 0}, {}, "x"}, false) ==
        "block: no\n  --> a.csv:3\n  |\n3 | x\n");
}

TEST_CASE("a place without its folder keeps line, column and cell", "[diagnostic]") {
  CHECK(Place{"/home/ana/report.toml", 12, 3, 0}.without_folder().text() == "report.toml:12:3");
  CHECK(Place{"data/book.xlsx!Q4!C17", 0, 0, 0}.without_folder().text() == "book.xlsx!Q4!C17");
}

TEST_CASE("tabs before the caret stay tabs, also behind Georgian letters", "[diagnostic]") {
  const std::string shown = render({"", Severity::error, "no", {"a.tsv", 1, 5, 1}, {}, "ა\tბგx"}, false);
  CHECK(shown.find("\n  |  \t  ^\n") != std::string::npos);
}

TEST_CASE("what a file holds cannot command the terminal", "[diagnostic]") {
  const std::string shown = render({"I-08",
                                    Severity::error,
                                    "value is not a number: '\033[2J'",
                                    {"a\033.csv", 1, 1, 1},
                                    "\033]0;x\007",
                                    "\033[31m1,2"},
                                   false);
  CHECK(shown.find('\033') == std::string::npos);
  CHECK(shown.find('\007') == std::string::npos);
  CHECK(shown.find("\n  | ^\n") != std::string::npos);
}

TEST_CASE("a mistake in every row is told two hundred times, the rest is counted", "[diagnostic]") {
  Diagnostics findings;
  for (int i = 0; i < 250; ++i) findings.add({"I-08", Severity::error, "no", {}, {}, {}});
  findings.add({"I-14", Severity::error, "no", {}, {}, {}});
  CHECK(findings.all().size() == 201);
  CHECK(findings.dropped() == 50);
}

TEST_CASE("a worse finding is never dropped for milder ones of its id", "[diagnostic]") {
  Diagnostics findings;
  for (int i = 0; i < 300; ++i) findings.add({"C-01", Severity::error, "texts differ", {}, {}, {}});
  findings.add({"C-01", Severity::block, "figures differ", {}, {}, {}});
  CHECK(findings.count(Severity::block) == 1);
  CHECK(findings.count(Severity::error) == 201);
  CHECK(findings.count(Severity::info) == 201);
}
