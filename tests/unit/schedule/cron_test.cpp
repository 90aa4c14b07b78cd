#include "schedule/cron.hpp"

#include "findings.hpp"
#include "schedules.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

/// "part: message | hint" of each fault.
Texts faults_of(std::string_view text) {
  TextFaults faults;
  CHECK_FALSE(read_cron(text, faults));
  Texts texts;
  for (const TextFault& fault : faults)
    texts.push_back(std::string(text.substr(fault.at, fault.length)) + ": " + fault.message + " | " +
                    fault.hint);
  return texts;
}

}  // namespace

TEST_CASE("names, lists, ranges and steps are read in any case", "[schedule]") {
  CHECK(plain_text(std::get<Cron>(by_cron("5,1-3 */8 1 jan,MAR Mon-Wed").rule)) ==
        "1,2,3,5 0,8,16 1 1,3 1,2,3 any-hour");
  CHECK(plain_text(std::get<Cron>(by_cron("0 9-17/4 * * sunday").rule)) ==
        "0 9,13,17 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31 "
        "1,2,3,4,5,6,7,8,9,10,11,12 0 both-days");
}

TEST_CASE("Sunday is 0, 7 and the end of a week by its name", "[schedule]") {
  for (const char* text :
       {"0 0 * * 0", "0 0 * * 7", "0 0 * * sun", "0 0 * * Sun-Sun", "0 0 * * 0-0", "0 0 * * 7-7"})
    CHECK(plain_text(std::get<Cron>(by_cron(text).rule)).find(" 0 both-days") != std::string::npos);
  CHECK(plain_text(std::get<Cron>(by_cron("0 0 * * fri-sun").rule)).find(" 0,5,6 both-days") !=
        std::string::npos);
}

TEST_CASE("of two restricted fields of days either is enough, beside a star both have to fit", "[schedule]") {
  CHECK(due_texts(by_cron("0 9 1 * wed"), "2010-01-25T00:00Z", 2) ==
        Texts{"2010-01-27T09:00:00+00:00", "2010-02-01T09:00:00+00:00"});
  CHECK(next_text(by_cron("0 16 */2 * sat"), "2023-05-05T16:00Z") == "2023-05-13T16:00:00+00:00");
}

TEST_CASE("a day waits for the month, and 29 February for its year", "[schedule]") {
  CHECK(next_text(by_cron("0 0 31 * *"), "2026-01-31T00:00Z") == "2026-03-31T00:00:00+00:00");
  CHECK(next_text(by_cron("0 0 29 2 *"), "2096-03-01T00:00Z") == "2104-02-29T00:00:00+00:00");
}

TEST_CASE("everything wrong with cron is told at once, each where it stands", "[schedule]") {
  CHECK(faults_of("60 24 0 13 8") ==
        Texts{"60: the minute cannot be '60' | write a number from 0 to 59",
              "24: the hour cannot be '24' | write a number from 0 to 23",
              "0: the day of the month cannot be '0' | write a number from 1 to 31",
              "13: the month cannot be '13' | write a number from 1 to 12",
              "8: the day of the week cannot be '8' | write a number from 0 to 7"});
  CHECK(faults_of("0 9 3 *") ==
        Texts{"0 9 3 *: cron has five fields, not 4 | write minute hour day month weekday: \"0 9 3 * *\""});
  CHECK(
      faults_of("0 0 9 3 * *") ==
      Texts{
          "0 0 9 3 * *: cron has five fields, not 6 | leave out the seconds: minute hour day month weekday"});
  CHECK(faults_of("@daily") == Texts{"@daily: cron has no '@daily' | write cron = \"0 0 * * *\""});
}

TEST_CASE("what other programs add to cron is refused with what to write instead", "[schedule]") {
  CHECK(faults_of("0 9 ? * mon") == Texts{"?: cron has no ? here | write *"});
  for (const char* text : {"0 9 L * *", "0 9 15W * *", "0 9 * * 5#3", "0 9 * * 5L"})
    CHECK(contains_text(faults_of(text).at(0), "rule = \"last workday at 09:00\""));
  CHECK(faults_of("0/15 * * * *") == Texts{"0/15: a step needs a range to walk through | write 0-59/15"});
  CHECK(faults_of("0 22-6 * * *") == Texts{"22-6: the range 22-6 runs backwards | write 22-23,0-6"});
  CHECK(faults_of("*/90 * * * *") == Texts{"90: a step must be a number from 1 to 59 | write such as */15"});
  CHECK(faults_of("1,,2 * * * *") == Texts{"1,,2: the minute cannot be '' | write a number from 0 to 59"});
}

TEST_CASE("a day that no month has never comes", "[schedule]") {
  CHECK(faults_of("0 9 31 4,6 *").at(0).rfind("31: no month has such a day", 0) == 0);
  CHECK(faults_of("0 9 30 2 */2").size() == 1);
  TextFaults none;
  CHECK(read_cron("0 9 30 2 mon", none));
}
