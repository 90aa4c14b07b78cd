#include "frozen/submissions.hpp"

#include "catch.hpp"
#include "findings.hpp"
#include "frozen_sample.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

SubmissionEvent event(const char* what, const char* on, const char* reference = "", const char* note = "") {
  return {"small", "2025-11.r1", what, day_of(on), reference, note};
}

}  // namespace

TEST_CASE("what is recorded is read back in order, and only once", "[frozen]") {
  const TestFolder folder;
  const SubmissionEvent sent = event("submitted", "2025-12-08", "№ 12/\"a\"");
  const SubmissionEvent back = event("sent_back", "2025-12-15", "", "where are\nthe men?");
  CHECK(record_submission(folder.path(), sent));
  CHECK(record_submission(folder.path(), back));
  CHECK_FALSE(record_submission(folder.path(), sent));
  Diagnostics findings;
  CHECK(read_submissions(folder.path(), findings) == std::vector<SubmissionEvent>{sent, back});
  CHECK(findings.all().empty());
}

TEST_CASE("what stood in the record stays byte by byte", "[frozen]") {
  const TestFolder folder;
  const std::string before =
      "# ours\n[[event]]\nreport = \"small\"\nfrozen = \"2025-10.r1\"\nwhat = \"submitted\"\non = 2025-11-05";
  const auto file = folder.write("submissions.toml", before);
  CHECK(record_submission(folder.path(), event("submitted", "2025-12-08")));
  CHECK(read_file(file).starts_with(before + "\n"));
}

TEST_CASE("a record that cannot be read is added to by nobody", "[frozen]") {
  const TestFolder folder;
  const auto file = folder.write("submissions.toml", "[[event]]\nwhat = \"lost\"\non = 2025-01-01\n");
  CHECK(error_of([&] { record_submission(folder.path(), event("submitted", "2025-12-08")); }) ==
        "the record of submissions: 'lost' is nothing that happens to a report");
  CHECK(read_file(file) == "[[event]]\nwhat = \"lost\"\non = 2025-01-01\n");
}

TEST_CASE("events that make no sense are told, the others kept", "[frozen]") {
  const TestFolder folder;
  folder.write(
      "submissions.toml",
      "[[event]]\nreport = \"small\"\nfrozen = \"2025-10.r1\"\nwhat = \"submitted\"\n"
      "[[event]]\nreport = \"small\"\nfrozen = \"last\"\nwhat = \"submitted\"\non = 2025-11-05\n"
      "[[event]]\nreport = \"small\"\nfrozen = \"2025-10.r1\"\nwhat = \"accepted\"\non = 2025-11-05\n");
  Diagnostics findings;
  CHECK(read_submissions(folder.path(), findings).size() == 1);
  CHECK(
      short_texts(findings) ==
      Texts{
          "S-12 submissions.toml:1 the record of submissions: an event has no date | restore the file; kvali "
          "freeze --submitted writes it",
          "S-12 submissions.toml:5 the record of submissions: an event names no frozen report | restore the "
          "file; kvali freeze --submitted writes it"});
}

TEST_CASE("a report stands where the last event left it", "[frozen]") {
  std::vector<SubmissionEvent> events{event("submitted", "2025-12-08"), event("sent_back", "2025-12-15")};
  CHECK(standing_of(events, "small", "2025-11.r1").status == "sent_back");
  CHECK(standing_of(events, "small", "2025-11.r2").status == "frozen");
  CHECK(standing_of(events, "other", "2025-11.r1").status == "frozen");
  events.push_back(event("submitted", "2025-12-20"));
  const Standing again = standing_of(events, "small", "2025-11.r1");
  CHECK(again.status == "submitted");
  CHECK(again.submitted->on == day_of("2025-12-20"));
  CHECK_FALSE(again.answer);  // The questions were about what was sent before.
}
