#include "frozen/frozen_folder.hpp"

#include "catch.hpp"
#include "findings.hpp"
#include "frozen/frozen_text.hpp"
#include "frozen_sample.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

void keep(const TestFolder& folder, const FrozenReport& facts) {
  folder.write(name_of(facts).text() + ".toml", frozen_text(facts));
}

SubmissionEvent event(const char* frozen, const char* what) {
  return {"small", frozen, what, day_of("2026-01-10"), {}, {}};
}

std::string last_of(const TestFolder& folder, const std::vector<SubmissionEvent>& events = {}) {
  Diagnostics findings;
  const auto last = last_report(folder.path(), "small", parse_period("2025-12").value(), events, findings);
  return last ? name_of(*last).text() : "none";
}

}  // namespace

TEST_CASE("a frozen report is called by its period and revision", "[frozen]") {
  for (const char* name : {"2025-11.r1", "2025-Q4.r12", "2025-07-01_2025-12-30.r2"})
    CHECK(parse_frozen_name(name).value().text() == name);
  for (const char* name :
       {"2025-11", "2025-11.r0", "2025-11.r1x", "2025-13.r1", "2025-11.r01", ".r1", "submissions"})
    CHECK_FALSE(parse_frozen_name(name));
}

TEST_CASE("revisions of a period count up, and the same facts are not kept twice", "[frozen]") {
  const TestFolder folder;
  FrozenReport facts = frozen_sample("2025-11", 77);
  const Freezing first = freeze(facts, folder.path());
  CHECK(first.file == "2025-11.r1.toml");
  CHECK(first.is_new);
  folder.write(first.file, first.text);
  CHECK_FALSE(freeze(facts, folder.path()).is_new);
  facts.actions.clear();
  CHECK(freeze(facts, folder.path()).file == "2025-11.r2.toml");
  CHECK(freeze(frozen_sample("2025-12"), folder.path()).file == "2025-12.r1.toml");
}

TEST_CASE("no folder holds no frozen reports, and something else is an error", "[frozen]") {
  const TestFolder folder;
  CHECK(frozen_names(folder.path() / "frozen").empty());
  const auto file = folder.write("frozen", "");
  CHECK(contains_text(error_of([&] { (void)frozen_names(file); }), "cannot read the folder"));
}

TEST_CASE("a report is compared with what the donor has", "[frozen]") {
  const TestFolder folder;
  CHECK(last_of(folder) == "none");
  keep(folder, frozen_sample("2025-10", 1));
  keep(folder, frozen_sample("2025-11", 1));
  keep(folder, frozen_sample("2025-11", 2));
  keep(folder, frozen_sample("2025-12", 1));  // The very period is no earlier one.
  CHECK(last_of(folder) == "2025-11.r2");
  CHECK(last_of(folder, {event("2025-10.r1", "submitted")}) == "2025-10.r1");
  CHECK(last_of(folder, {event("2025-10.r1", "accepted"), event("2025-11.r1", "submitted")}) == "2025-11.r1");
  CHECK(last_of(folder, {event("2025-11.r1", "submitted"), event("2025-11.r1", "sent_back"),
                         event("2025-11.r2", "submitted")}) == "2025-11.r2");
  CHECK(last_of(folder, {event("2025-11.r1", "submitted"), event("2025-11.r1", "sent_back")}) ==
        "2025-11.r1");
}

TEST_CASE("another report in the same folder is passed over", "[frozen]") {
  const TestFolder folder;
  keep(folder, frozen_sample("2025-10", 1));
  FrozenReport other = frozen_sample("2025-11", 1);
  other.report = "other";
  keep(folder, other);
  CHECK(last_of(folder) == "2025-10.r1");
}

TEST_CASE("a damaged file is told, and an earlier report taken", "[frozen]") {
  const TestFolder folder;
  keep(folder, frozen_sample("2025-10", 1));
  folder.write("2025-11.r1.toml", frozen_text(frozen_sample("2025-09", 3)));  // A copy under another name.
  Diagnostics findings;
  const auto last = last_report(folder.path(), "small", parse_period("2025-12").value(), {}, findings);
  REQUIRE(last);
  CHECK(name_of(*last).text() == "2025-10.r1");
  CHECK(short_texts(findings) ==
        Texts{"S-11 2025-11.r1.toml the frozen report 2025-11.r1 cannot be used: inside it "
              "is called 2025-09.r3 | give the file its own name back"});
}
