#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "catch.hpp"
#include "reading.hpp"

using namespace kvali::minutes;
namespace fs = std::filesystem;

namespace {

// Tests run in the project's folder.
Reading read_folder(const fs::path& folder, const std::string& lang) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".md") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  Reading reading;
  for (const fs::path& file : files) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    add_file(reading, bytes.str(), file.string(), lang);
  }
  settle(reading);
  return reading;
}

// The firm ones.
Lines text_of_actions(const Record& record) {
  Lines all;
  for (const ActionPoint& a : record.actions)
    if (a.firm == true) all.push_back(a.id + " " + text(a.owner_org) + " " + day(a.due));
  return all;
}

bool in_both_languages(const Texts& texts) {
  return texts.contains("ka") && texts.contains("en");
}

}  // namespace

TEST_CASE("reads the meeting of 8 December 2020 without inventing anything", "[minutes][samples]") {
  const Reading reading = read_folder("samples/emerge/minutes", "ka");
  REQUIRE(reading.records.size() == 1);
  const Record& r = reading.records[0];
  CHECK(r.meeting.id == "emerge-integration-3");
  CHECK(number(r.meeting.number) == "3");
  CHECK(day(r.meeting.start) == "2020-12-08");
  CHECK(text(r.meeting.mode) == "online");
  CHECK(text(r.meeting.organiser) == "iom");
  CHECK_FALSE(r.meeting.att_total);
  CHECK(r.meeting.att_quality == "not_recorded");
  CHECK(in_both_languages(r.meeting.title));
  CHECK(in_both_languages(r.meeting.note));
  CHECK(r.attendance.size() == 7);
  for (const Attendance& a : r.attendance) {
    CHECK_FALSE(a.count);
    CHECK_FALSE(a.person);
    CHECK(a.org);
  }
  for (const Statement& s : r.statements) {
    CHECK(s.org);
    CHECK_FALSE(s.person);
    CHECK(in_both_languages(s.text));
  }
  REQUIRE(r.needs.size() == 1);
  CHECK(text(r.needs[0].location) == "GE15");
  CHECK(text(r.needs[0].raised_by) == "intellect");
  CHECK(text(r.needs[0].population) == "migrants");
  REQUIRE(r.actions.size() == 3);
  for (const ActionPoint& a : r.actions) {
    CHECK(a.firm == false);
    CHECK_FALSE(a.due);
    CHECK(in_both_languages(a.text));
  }
  CHECK(text(r.actions[1].due_text) == "2021");
  CHECK(
      reading.messages ==
      Lines{"warning 9:22 [M-04] the record gives no year; the year of this meeting comes from its context"});
}

TEST_CASE("reads the examples of its own manual without a complaint", "[minutes][samples]") {
  std::ifstream in("plugins/source-minutes/README.md", std::ios::binary);
  std::ostringstream manual;
  manual << in.rdbuf();
  const std::string text = manual.str();
  const std::string fence = "```markdown\n";
  Lines shapes;
  for (size_t at = text.find(fence); at != std::string::npos; at = text.find(fence, at)) {
    at += fence.size();
    const Reading reading = read(text.substr(at, text.find("```", at) - at));
    CHECK(reading.messages.empty());
    const Record& r = reading.records.at(0);
    CHECK(r.meeting.id == "coordination-4");
    CHECK(day(r.meeting.start) == "2025-09-18");
    CHECK(text_of_actions(r) ==
          Lines{"contacts iom 2025-10-10", "coordination-4-a2 migration-centre 2025-10-31"});
    shapes.push_back(std::to_string(r.attendance.size()) + std::to_string(r.agenda.size()) +
                     std::to_string(r.statements.size()) + std::to_string(r.decisions.size()) +
                     std::to_string(r.needs.size()) + std::to_string(r.actions.size()));
  }
  CHECK(shapes == Lines{"422113", "311113"});
}

TEST_CASE("reads the eight meetings of the fictional project", "[minutes][samples]") {
  const Reading reading = read_folder("samples/coastal-integration/minutes", "ka");
  CHECK(reading.messages.empty());
  REQUIRE(reading.records.size() == 8);
  Lines totals;
  size_t done = 0;
  size_t firm = 0;
  for (const Record& r : reading.records) {
    totals.push_back(number(r.meeting.att_total));
    for (const Attendance& a : r.attendance) CHECK((a.org && a.sex && a.count));
    for (const AgendaItem& a : r.agenda) CHECK(in_both_languages(a.title));
    for (const Decision& d : r.decisions) CHECK(in_both_languages(d.text));
    for (const ActionPoint& a : r.actions) {
      if (a.status == "done") {
        ++done;
        CHECK(a.origin != r.meeting.id);
        CHECK(a.closed_on);
      }
      if (a.firm == true) {
        ++firm;
        CHECK((a.owner_org && a.due && in_both_languages(a.text)));
      }
    }
  }
  CHECK(totals == Lines{"7", "8", "16", "8", "17", "7", "17", "10"});
  CHECK(done == 7);
  CHECK(firm == 12);
}

TEST_CASE("reads real public minutes and guesses nothing", "[minutes][samples]") {
  const fs::path folder = "../shared/data/minutes";
  if (!fs::exists(folder)) {
    std::cerr << "skipped: " << folder.string() << " is not here\n";
    SUCCEED();
    return;
  }
  const Reading notary = read_folder(folder / "notary", "en");
  CHECK(notary.records.size() == 47);  // One of 2019, and 46 headings with a date in 2023.
  size_t people = 0;
  size_t actions = 0;
  for (const Record& r : notary.records) {
    CHECK(r.meeting.start);
    people += r.attendance.size();
    actions += r.actions.size();
    CHECK(r.meeting.att_total.has_value() == !r.attendance.empty());
  }
  CHECK(people == 280);
  CHECK(actions == 3);
  const Reading kanthaus = read_folder(folder / "kanthaus", "en");
  CHECK(kanthaus.records.size() == 5);
  for (const Record& r : kanthaus.records) {
    CHECK(r.meeting.start);
    CHECK(r.attendance.size() >= 10);
  }
  CHECK(kanthaus.messages.empty());
}
