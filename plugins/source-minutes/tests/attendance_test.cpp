#include "catch.hpp"
#include "reading.hpp"

using namespace kvali::minutes;

namespace {

Lines present(const std::string& lines) {
  return shown(read_body("## Present\n" + lines).records.at(0).attendance);
}

}  // namespace

TEST_CASE("reads a person with organisation, sex and role", "[minutes]") {
  CHECK(present("- Ana Example (IOM), f, chair") == Lines{"ana-example/iom f chair 1"});
  CHECK(present("- ანა მაგალითი (IOM-ის), ქ, მდივანი") == Lines{"ana-magaliti/iom f minutes 1"});
  CHECK(present("- Ana Example") == Lines{"ana-example/none none none 1"});
}

TEST_CASE("reads groups of people by organisation and sex", "[minutes]") {
  const Lines both{"none/iom f none 12", "none/iom m none 5"};
  for (const char* line : {"- 12 f, 5 m - IOM", "- 12 women and 5 men – IOM", "- IOM: 12 f, 5 m",
                           "- 12 ქ, 5 კ - IOM", "- 12 ქალი და 5 კაცი (IOM)", "- IOM (12 f, 5 m)"}) {
    INFO(line);
    CHECK(present(line) == both);
  }
  CHECK(present("- 17 - IOM") == Lines{"none/iom none none 17"});
  CHECK(present("- 2 x, 3 u - IOM") == Lines{"none/iom x none 2", "none/iom u none 3"});
}

TEST_CASE("keeps an unknown number of people unknown", "[minutes]") {
  const Reading reading = read_body("## Present\n- ? - IOM\n- representatives - UNHCR\n- 3 f - Intellect\n");
  const Record& record = reading.records.at(0);
  CHECK(shown(record.attendance) ==
        Lines{"none/iom none none none", "none/unhcr none none none", "none/intellect f none 3"});
  CHECK_FALSE(record.meeting.att_total);
  CHECK(record.meeting.att_quality == "not_recorded");
}

TEST_CASE("never takes missing attendance for nobody", "[minutes]") {
  for (const char* body : {"", "## Present\n", "## Present\n- none\n"}) {
    const Meeting meeting = read_body(body).records.at(0).meeting;
    CHECK_FALSE(meeting.att_total);
    CHECK(meeting.att_quality == "not_recorded");
  }
}

TEST_CASE("adds a complete list up and calls it counted", "[minutes]") {
  const Meeting meeting =
      read_body("## Present\n- 12 f, 5 m - IOM\n- Ana (UNHCR), f\n").records.at(0).meeting;
  CHECK(number(meeting.att_total) == "18");
  CHECK(meeting.att_quality == "counted");
}

TEST_CASE("reads a stated total with what it is worth", "[minutes]") {
  const auto [line, total, quality] = GENERATE(table<const char*, const char*, const char*>(
      {{"- Total: 17", "17", "counted"},
       {"- სულ: 65 წარმომადგენელი", "65", "counted"},
       {"- Total: up to 40 representatives", "40", "upper_bound"},
       {"- სულ: 40-მდე წარმომადგენელი", "40", "upper_bound"},
       {"- Total: about 40", "40", "estimated"},
       {"- სულ: დაახლოებით 40 ადამიანი", "40", "estimated"}}));
  INFO(line);
  const Meeting meeting = read_body(std::string("## დამსწრე\n") + line).records.at(0).meeting;
  CHECK(number(meeting.att_total) == total);
  CHECK(meeting.att_quality == quality);
}

TEST_CASE("reads names on one line, before the first heading and below it", "[minutes]") {
  const Lines three{"ana/none none none 1", "beka/none none none 1", "gia/none none none 1"};
  CHECK(present("- Ana, Beka, Gia\n_add yourself_") == three);
  CHECK(shown(read_body("- Present: Ana, Beka, Gia\n- Notary: Nino\n").records.at(0).attendance) ==
        Lines{three[0], three[1], three[2], "nino/none none minutes 1"});
  CHECK(shown(read_body("**დამსწრე:** Ana (IOM), ქ; Beka (IOM), კ\n").records.at(0).attendance) ==
        Lines{"ana/iom f none 1", "beka/iom m none 1"});
}

TEST_CASE("gives the role of chair to somebody who is on the list", "[minutes]") {
  CHECK(shown(read_body("- Facilitator: Beka\n- Present: Ana, Beka\n").records.at(0).attendance) ==
        Lines{"ana/none none none 1", "beka/none none chair 1"});
}

TEST_CASE("reads people below the name of their organisation", "[minutes]") {
  CHECK(present("- IOM\n  - Ana, f\n  - Beka, m\n- UNHCR:\n  - 2 f\n") ==
        Lines{"ana/iom f none 1", "beka/iom m none 1", "none/unhcr f none 2"});
}

TEST_CASE("reads attendance tables in both languages and keeps their total apart", "[minutes]") {
  const Reading english = read_body(
      "## Attendance\n| Organisation | Women | Men | Role |\n|---|---|---|---|\n| IOM | 2 | 1 | |\n| UNHCR | "
      "0 | - | "
      "observer |\n| Total | 2 | 1 | |\n");
  CHECK(shown(english.records[0].attendance) ==
        Lines{"none/iom f none 2", "none/iom m none 1", "none/unhcr f observer 0"});
  CHECK(number(english.records[0].meeting.att_total) == "3");
  const Reading georgian = read_body(
      "## დამსწრე\n| სახელი | ორგანიზაცია | სქესი |\n|---|---|---|\n| ანა | IOM | ქ |\n| ბექა | IOM | კ |\n",
      "ka");
  CHECK(shown(georgian.records[0].attendance) == Lines{"ana/iom f none 1", "beka/iom m none 1"});
}

TEST_CASE("counts people who did not come as none and says so", "[minutes]") {
  const Record record = read_body("## Present\n- Ana (IOM)\n## არმყოფი\n- Beka (IOM)\n").records.at(0);
  CHECK(shown(record.attendance) == Lines{"ana/iom none none 1", "beka/iom none none 0 absent"});
  CHECK(number(record.meeting.att_total) == "1");
}

TEST_CASE("does not take sentences or figures for people", "[minutes]") {
  const Reading reading = read_body(
      "## Present\nThe number of people who came is not in the record.\n\n## Statistics\n- **Present:** 15.1 "
      "people / day\n");
  CHECK(reading.records[0].attendance.empty());
  CHECK(reading.messages == Lines{"warning 6:1 this does not read as a name; it is left out"});
}

TEST_CASE("names the sex code it does not know and leaves it not recorded", "[minutes]") {
  const Reading reading = read_body("## Present\n- Ana (IOM), q\n");
  CHECK(shown(reading.records[0].attendance) == Lines{"ana/iom none none 1"});
  CHECK(reading.messages == Lines{"warning 6:3 sex «q» is not known; it stays not recorded"});
}

TEST_CASE("uses the short names of the front matter", "[minutes]") {
  const Reading reading = read(
      "+++\ndate = 2020-12-08\n[orgs]\n\"მიგრაციის ცენტრი\" = \"migration-centre\"\n+++\n## Present\n- 2 f - "
      "„მიგრაციის "
      "ცენტრი“\n- მიგრაციის ცენტრი\n");
  CHECK(shown(reading.records[0].attendance) ==
        Lines{"none/migration-centre f none 2", "none/migration-centre none none none"});
}
