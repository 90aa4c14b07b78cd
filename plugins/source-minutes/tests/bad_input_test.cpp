#include <algorithm>

#include "catch.hpp"
#include "reading.hpp"

using namespace kvali::minutes;

TEST_CASE("says what is wrong with the front matter, and where", "[minutes]") {
  const auto [head, message] = GENERATE(table<const char*, const char*>({
      {"titel = \"x\"", "warning 2:9 unknown key «titel» in the front matter; it is left out"},
      {"number = \"three\"", "warning 2:10 «number» should be a whole number; it is left out"},
      {"att_total = -1", "warning 2:13 «att_total» should be a whole number; it is left out"},
      {"mode = \"telepathy\"", "warning 2:8 mode «telepathy» is not known; it is left out"},
      {"lang = \"klingon\"", "warning 2:8 lang «klingon» is not a language code"},
      {"att_quality = \"good\"", "warning 2:15 att_quality «good» is not known; it is left out"},
      {"title = { xx = \"x\" }", "warning 2:16 «xx» is not a language code; the text is left out"},
      {"attendance = 5",
       "warning 2:14 «attendance» should be a list: [[attendance]] before each group; it is left out"},
      {"orgs = 5",
       "warning 2:8 «orgs» should be a table: [orgs] with lines \"Name\" = \"id\"; it is left out"},
      {"status = \"maybe\"", "warning 2:10 status «maybe» is not known; it is left out"},
  }));
  INFO(head);
  const Reading reading = read("+++\n" + std::string(head) + "\ndate = 2020-12-08\n+++\n");
  CHECK(reading.messages == Lines{message});
  CHECK(reading.records.size() == 1);
}

TEST_CASE("refuses a table's name that is none", "[minutes]") {
  const Reading reading = read("+++\n[{orgs]\n+++\n");
  REQUIRE(reading.messages.size() == 1);
  CHECK(reading.messages[0].rfind("error 2:", 0) == 0);
}

TEST_CASE("offers the key that was probably meant", "[minutes]") {
  const Reading reading = read("+++\ndate = 2020-12-08\norganizor = \"iom\"\n+++\n");
  CHECK(reading.hints == Lines{"warning 3:13 unknown key «organizor» in the front matter; it is left "
                               "out\nhint: did you mean organiser?"});
}

TEST_CASE("leaves a meeting without a date where no year is written", "[minutes]") {
  const auto [text, message] = GENERATE(table<const char*, const char*>({
      {"+++\ndate = \"8 დეკემბერს\"\n+++\n",
       "warning 2:8 [M-04] the date «8 დეკემბერს» has no year; the meeting stays without a date"},
      {"+++\ndate = \"next week\"\n+++\n", "warning 2:8 [M-04] the date «next week» cannot be read"},
      {"+++\ndate = \"31 June 2020\"\n+++\n", "warning 2:8 [M-04] the date «31 June 2020» cannot be read"},
      {"## 8 December\n### Decisions\n- x\n",
       "warning 1:4 [M-04] the date «8 December» has no year; the meeting stays without a date"},
      {"# M\n- Date: 8 December\n## Decisions\n- x\n",
       "warning 2:3 [M-04] the date «8 December» has no year; the meeting stays without a date"},
      {"# M\n## Decisions\n- x\n", "warning 1:1 [M-04] the meeting has no date"},
  }));
  INFO(text);
  const Reading reading = read(text);
  CHECK(reading.messages == Lines{message});
  REQUIRE(reading.records.size() == 1);
  CHECK_FALSE(reading.records[0].meeting.start);
}

TEST_CASE("reminds of a year that was inferred", "[minutes]") {
  const Reading reading = read("+++\ndate = 2020-12-08\ndate_year_inferred = true\n+++\n");
  CHECK(
      reading.messages ==
      Lines{"warning 3:22 [M-04] the record gives no year; the year of this meeting comes from its context"});
  CHECK(day(reading.records.at(0).meeting.start) == "2020-12-08");
}

TEST_CASE("gives nothing for a file it cannot trust, and an error with the place", "[minutes]") {
  using std::string;
  const auto [text, start] = GENERATE_COPY(table<string, string>({
      {"+++\ndate = 2020-12-08\ntitle = broken\n+++\n## Decisions\n- x\n", "error 3:"},
      {"+++\ndate = 2020-12-08\n", "error 1:1 the front matter has no end"},
      {"+++\na = 1\na = 2\n+++\n", "error 3:"},
      {string("\xFF\xFE#\0", 4), "error 0:0 [L-05] the file is not UTF-8 text"},
      {string("# x\0y", 5), "error 0:0 [L-05] the file is not UTF-8 text"},
      {string(most_line_bytes + 1, 'x'), "error 1:1 this line is longer than 64 KiB"},
      {"+++\na = \"" + string(40000, 'x') + "\"\nb = \"" + string(40000, 'x') + "\"\n+++\n",
       "error 1:1 the front matter is larger"},
      {string(most_file_bytes + 1, 'x'), "error 0:0 the file is larger than 8 MiB"},
      {string(most_file_lines + 2, '\n'), "error 0:0 the file has more than 200,000 lines"},
  }));
  const Reading reading = read(text);
  CHECK(reading.records.empty());
  REQUIRE(reading.messages.size() == 1);
  CHECK(reading.messages[0].substr(0, start.size()) == start);
}

TEST_CASE("keeps what it can of a file with broken letters", "[minutes]") {
  const Reading reading = read_body("## Decisions\n- ag\xE1ve\n");
  CHECK(reading.messages ==
        Lines{"error 6:5 [L-05] this is not UTF-8; the letters from here on may be wrong"});
  CHECK(text(reading.records.at(0).decisions.at(0).text) == "ag\xEF\xBF\xBDve");
}

TEST_CASE("tells a file that is no minutes", "[minutes]") {
  CHECK(read("").messages == Lines{"warning 0:0 the file is empty"});
  const Reading other = read("# Read me\n\nSome text.\n");
  CHECK(other.records.empty());
  CHECK(other.messages == Lines{"warning 0:0 nothing in this file reads as minutes"});
}

TEST_CASE("offers the heading that was probably meant", "[minutes]") {
  const Reading reading = read_body("## Attendess\n- Ana\n");
  CHECK(reading.hints == Lines{"warning 5:4 heading «Attendess» is not known; what stands under it is not "
                               "read\nhint: did you mean attendees?"});
  CHECK(reading.records[0].attendance.empty());
}

TEST_CASE("complains about words it does not know in a line", "[minutes]") {
  const auto [line, message] = GENERATE(table<const char*, const char*>({
      {"## Needs\n- x {populaton=y}", "warning 6:3 tag «populaton» is not known here; it is left out"},
      {"## Needs\n- x {status=solved}", "warning 6:3 status «solved» is not known; it is left out"},
      {"## Statements\n- x {kind=joke}", "warning 6:3 kind «joke» of a statement is not known"},
      {"## Actions\n- x {status=later}", "warning 6:3 status «later» is not known; it is left out"},
      {"## Present\n| Name | Sex |\n|---|---|\n| Ana | girl |",
       "warning 8:1 sex «girl» is not known; it stays not recorded"},
      {"## Present\n| Organisation | Women |\n|---|---|\n| IOM | some |",
       "warning 8:1 «some» is not a number of people; it stays not recorded"},
      {"## Decisions\n| Decision |\n|---|\n| a | b |",
       "warning 8:1 this row has more cells than its table has columns"},
  }));
  INFO(line);
  CHECK(read_body(line).messages == Lines{message});
}

TEST_CASE("folds the non-breaking spaces of pasted text and says so", "[minutes]") {
  const Reading reading = read_body("## Decisions\n- a\u00A0b\u00A0c\u00A0d\u00A0e\n");
  CHECK(text(reading.records.at(0).decisions.at(0).text) == "a b c d e");
  CHECK(reading.messages ==
        Lines{"warning 0:0 [L-04] non-breaking spaces stand between the words; they are read as spaces"});
}

TEST_CASE("brings letters into one normal form and ends lines everywhere alike", "[minutes]") {
  const Reading reading =
      read("\xEF\xBB\xBF+++\r\ndate = 2020-12-08\r\n+++\r\n## Decisions\r\n- cafe\u0301\r\n");
  CHECK(text(reading.records.at(0).decisions.at(0).text) == "caf\u00E9");
}

TEST_CASE("counts columns in letters, not in bytes", "[minutes]") {
  CHECK(read_body("## Decisions\n- კარგი {სხვა=1}\n").messages.at(0).substr(0, 12) == "warning 6:3 ");
  CHECK(read_body("> ქართული\n> en: x\n").messages.empty());
}

TEST_CASE("survives hostile nesting and repetition in linear time", "[minutes]") {
  const auto many = [](const std::string& part, size_t times) {
    std::string all;
    for (size_t i = 0; i < times; ++i) all += part;
    return all;
  };
  for (const std::string part :
       {"[", "![", "~~", "<", "> ", "{", "(", "| ", "**", "`", "<!--", "#", "[ ] ", "@a ", "- "}) {
    INFO(part);
    CHECK_NOTHROW(read_body("## Actions\n- " + many(part, 20000) + "\n"));
    CHECK_NOTHROW(read_body("## Discussion\n" + many(part + "\n", 5000)));
  }
  std::string deep;
  for (size_t i = 0; i < 500; ++i) deep += std::string(i, ' ') + "- x\n";
  CHECK(read_body("## Decisions\n" + deep).records.size() == 1);
  CHECK(read("+++\na = " + many("[", 5000) + "\n+++\n").records.empty());
}

TEST_CASE("stops at more meetings, people and cells than there can be", "[minutes]") {
  std::string meetings;
  for (int i = 0; i < 2100; ++i) meetings += "## 8 December 2020\n";
  const Reading many = read(meetings);
  CHECK(many.records.size() <= most_meetings + 1);
  CHECK(std::count_if(many.messages.begin(), many.messages.end(),
                      [](const std::string& m) { return m[0] == 'e'; }) == 1);
  std::string people = "## Present\n";
  for (int i = 0; i < 30; ++i) {
    people += "Ana";
    for (int j = 0; j < 999; ++j) people += ", Ana";
    people += "\n";
  }
  const Reading crowd = read_body(people);
  CHECK(crowd.records.at(0).attendance.size() == most_people_rows);
  CHECK(crowd.messages.size() == 10);
  const std::string bars(60000, '|');
  CHECK_NOTHROW(read_body("## Needs\n" + bars + "\n|---|\n" + bars + "\n"));
}
