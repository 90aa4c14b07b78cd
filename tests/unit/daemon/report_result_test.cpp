#include "catch.hpp"
#include "daemon/report_child.hpp"

using namespace kvali;

TEST_CASE("what a run has made and found is read from its lines", "[daemon]") {
  const ReportResult result = read_report_result(
      "{\"id\":\"I-08\",\"severity\":\"error\",\"message\":\"no target\"}\n"
      "{\"id\":\"S-05\",\"severity\":\"warning\",\"message\":\"old\"}\n"
      "{\"made\":\"../out/small.pdf\"}\n",
      3);
  CHECK(result.made);
  CHECK(result.failure.empty());
  CHECK(result.files == std::vector<std::string>{"small.pdf"});
  CHECK(result.errors == 1);
  CHECK(result.warnings == 1);
  CHECK(result.findings == "error[I-08]: no target\nwarning[S-05]: old\n");
}

TEST_CASE("a finding that blocks stops a report that was made", "[daemon]") {
  const ReportResult result = read_report_result(
      "{\"id\":\"P-01\",\"severity\":\"block\",\"message\":\"a phone number\"}\n{\"made\":\"small.pdf\"}\n",
      3);
  CHECK(result.failure == "a finding blocks the report\nblock[P-01]: a phone number\n");
}

TEST_CASE("one that stands does not", "[daemon]") {
  const ReportResult result = read_report_result(
      "{\"id\":\"P-04\",\"severity\":\"block\",\"message\":\"m\",\"who\":\"nino\"}\n{\"made\":\"small.pdf\"}"
      "\n",
      0);
  CHECK(result.failure.empty());
}

TEST_CASE("a run that was killed has made nothing", "[daemon]") {
  CHECK_FALSE(read_report_result("{\"made\":\"small.pdf\"}\n", -1).made);
  CHECK(read_report_result("error: disk full\n", 1).failure == "error: disk full\n");
}
