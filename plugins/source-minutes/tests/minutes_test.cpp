#include "catch.hpp"
#include "reading.hpp"

using namespace kvali::minutes;

TEST_CASE("reads every key of the front matter", "[minutes]") {
  const Reading reading = read(R"(+++
id = "third"
series = "integration-working-meeting"
number = 3
date = "2020 წლის 8 დეკემბერი"
end = 2020-12-09
title = { ka = "სათაური", en = "Title" }
as_called = ["working meeting", "seminar"]
type = "სამუშაო შეხვედრა"
mode = "ონლაინ"
location = "batumi"
organiser = "IOM"
status = "held"
uid = "abc@example.org"
att_total = 40
att_quality = "upper_bound"
lang = "en"
note = "From the news."

[[attendance]]
org = "IOM"
f = 3
m = 1
role = "chair"

[[attendance]]
name = "Ana Example"
org = "unhcr"
sex = "ქ"
+++
)",
                               "ka");
  REQUIRE(reading.records.size() == 1);
  const Meeting& m = reading.records[0].meeting;
  CHECK(m.id == "third");
  CHECK(text(m.series) == "integration-working-meeting");
  CHECK(number(m.number) == "3");
  CHECK(day(m.start) == "2020-12-08");
  CHECK(day(m.end) == "2020-12-09");
  CHECK(text(m.title, "ka") == "სათაური");
  CHECK(text(m.title, "en") == "Title");
  CHECK(text(m.as_called) == "working meeting; seminar");
  CHECK(text(m.type) == "working");
  CHECK(text(m.mode) == "online");
  CHECK(text(m.location) == "batumi");
  CHECK(text(m.organiser) == "iom");
  CHECK(text(m.status) == "held");
  CHECK(text(m.uid) == "abc@example.org");
  CHECK(number(m.att_total) == "40");
  CHECK(m.att_quality == "upper_bound");
  CHECK(text(m.note) == "From the news.");
  CHECK(shown(reading.records[0].attendance) ==
        Lines{"none/iom f chair 3", "none/iom m chair 1", "ana-example/unhcr f none 1"});
  CHECK(reading.messages.empty());
}

TEST_CASE("accepts --- fences, with TOML and with plain lines", "[minutes]") {
  CHECK(day(read("---\ndate = 2020-12-08\n---\n").records.at(0).meeting.start) == "2020-12-08");
  const Reading plain = read(
      "---\ntitle: Coordination \"big\" meeting\ndate: \"2020-02-10\"\ntags:\n    - a\n---\n- Present: "
      "Ana\n");
  const Record& record = plain.records.at(0);
  CHECK(day(record.meeting.start) == "2020-02-10");
  CHECK(text(record.meeting.title) == "Coordination \"big\" meeting");
  CHECK(record.attendance.at(0).line == 7);
  CHECK(plain.messages.empty());
}

TEST_CASE("reads agenda, statements, decisions and needs", "[minutes]") {
  const Reading reading = read_body(R"(## Present
- Ana Example (IOM), f

## Agenda
1. Results (Ana Example)
   - details of it
2. Plans (10 minutes)

## Statements
- UNHCR: all of society must help. {kind=request}
- Ana Example: thanks to all
- Nobody in particular said this
> Intellect: services are missing

## Decisions
- Meet every month. {status=in_force}
  - also in summer
- #room Use the school {supersedes=old-room}

## Needs
- Intellect: lawyers {population=migrants, sector=legal, loc=GE15, status=partly}
)");
  const Record& r = reading.records.at(0);
  REQUIRE(r.agenda.size() == 2);
  CHECK(text(r.agenda[0].title) == "Results");
  CHECK(text(r.agenda[0].presenter) == "ana-example");
  CHECK(text(r.agenda[1].title) == "Plans (10 minutes)");
  CHECK_FALSE(r.agenda[1].presenter);
  REQUIRE(r.statements.size() == 4);
  CHECK(text(r.statements[0].org) == "unhcr");
  CHECK(text(r.statements[0].kind) == "request");
  CHECK(text(r.statements[0].text) == "all of society must help.");
  CHECK(text(r.statements[1].person) == "ana-example");
  CHECK(text(r.statements[1].org) == "iom");
  CHECK_FALSE(r.statements[2].org);
  CHECK(r.statements[3].verbatim);
  CHECK(text(r.statements[3].org) == "intellect");
  REQUIRE(r.decisions.size() == 2);
  CHECK(text(r.decisions[0].text) == "Meet every month.\nalso in summer");
  CHECK(text(r.decisions[1].explicit_id) == "room");
  CHECK(text(r.decisions[1].supersedes) == "old-room");
  REQUIRE(r.needs.size() == 1);
  CHECK(text(r.needs[0].raised_by) == "intellect");
  CHECK(text(r.needs[0].population) == "migrants");
  CHECK(text(r.needs[0].location) == "GE15");
  CHECK(text(r.needs[0].status) == "partly");
  CHECK(text(r.needs[0].text) == "lawyers");
  CHECK(reading.messages.empty());
}

TEST_CASE("reads tables of decisions, needs, statements and agenda items", "[minutes]") {
  const Record r = read_body(R"(## Agenda
| Topic | Presenter |
|---|---|
| Results | IOM |

## Statements
| Organisation | Statement |
|---|---|
| UNHCR | all must help |

## Decisions
| Decision | Decision (ka) | Status |
|---|---|---|
| Meet again | კვლავ შევხვდეთ | revoked |

## Needs
| Need | Population | Sector | Place | Raised by |
|---|---|---|---|---|
| lawyers | migrants | legal | GE15 | Intellect |
)")
                       .records.at(0);
  CHECK(text(r.agenda.at(0).presenter) == "iom");
  CHECK(text(r.statements.at(0).org) == "unhcr");
  CHECK(text(r.decisions.at(0).text, "ka") == "კვლავ შევხვდეთ");
  CHECK(text(r.decisions.at(0).status) == "revoked");
  CHECK(text(r.needs.at(0).raised_by) == "intellect");
  CHECK(text(r.needs.at(0).location) == "GE15");
}

TEST_CASE("takes a translation from the next line, a deeper item or a paragraph", "[minutes]") {
  const char* body = GENERATE(
      "## Decisions\n- ქართულად\n  en: In English\n", "## Decisions\n- ქართულად\n  - en: In English\n",
      "## Decisions\n- ქართულად\nen: In English\n", "## Decisions\n- ქართულად\n\n  en: In English\n",
      "## Decisions\nქართულად\nen: In English\n", "## Decisions\n- ka: ქართულად\n  en: In English\n");
  INFO(body);
  const Reading reading = read_body(body, "ka");
  REQUIRE(reading.records[0].decisions.size() == 1);
  const Texts& texts = reading.records[0].decisions[0].text;
  CHECK(texts == Texts{{"ka", "ქართულად"}, {"en", "In English"}});
}

TEST_CASE("translates headings, quotes and action points too", "[minutes]") {
  const Record r =
      read_body(
          "# სათაური\nen: Title\n\n## განცხადებები\n> UNHCR: ყველამ\n> en: Everybody\n\n## დავალებები\n"
          "- [ ] გაიგზავნოს @iom, ვადა: 2021-03-01\n  en: Send it @iom, due 2021-03-01\n",
          "ka")
          .records.at(0);
  CHECK(text(r.meeting.title, "en") == "Title");
  CHECK(r.statements.at(0).text == Texts{{"ka", "ყველამ"}, {"en", "Everybody"}});
  CHECK(r.actions.at(0).text == Texts{{"ka", "გაიგზავნოს"}, {"en", "Send it"}});
}

TEST_CASE("reads several meetings of one file", "[minutes]") {
  const Reading reading = read(R"(+++
id = "board"
organiser = "IOM"
+++
# Meetings of the year

## 3rd meeting – 8 December 2020
- Status: held
### Present
- Ana
### Decisions
- one

## Jan 9, 2021
### Decisions
- two

## 2020 წლის 8 დეკემბერი
)");
  REQUIRE(reading.records.size() == 3);
  CHECK(reading.records[0].meeting.id == "board-2020-12-08");
  CHECK(text(reading.records[0].meeting.title) == "3rd meeting");
  CHECK(text(reading.records[0].meeting.status) == "held");
  CHECK(reading.records[0].meeting.line == 7);
  CHECK(reading.records[1].meeting.id == "board-2021-01-09");
  CHECK(reading.records[1].attendance.empty());
  CHECK(text(reading.records[1].decisions.at(0).text) == "two");
  CHECK(text(reading.records[1].meeting.organiser) == "iom");
  CHECK(reading.records[2].meeting.id == "board-2020-12-08-2");
  CHECK(reading.messages == Lines{"warning 18:1 two meetings of this file have the id board-2020-12-08; this "
                                  "one becomes board-2020-12-08-2"});
}

TEST_CASE("reads a date that stands under the heading", "[minutes]") {
  const Record r =
      read("# Archive\n\n## Kick-off\n\nDecember 12, 2019\n\n## Attendees\n- Ana\n").records.at(0);
  CHECK(day(r.meeting.start) == "2019-12-12");
  CHECK(text(r.meeting.title) == "Kick-off");
  CHECK(r.attendance.size() == 1);
}

TEST_CASE("keeps one meeting where the head has the date", "[minutes]") {
  const Reading reading = read_body("## Decisions\n- one\n## Follow-up of 3 May 2021\n- not a meeting\n");
  CHECK(reading.records.size() == 1);
}

TEST_CASE("knows the facts before the first heading in both languages", "[minutes]") {
  const Meeting m = read(
                        "# შეხვედრა\n- თარიღი: 2020 წლის 8 დეკემბერი\n- ფორმატი: ონლაინ\n- ორგანიზატორი: "
                        "IOM\n- სტატუსი: ჩატარდა\n"
                        "- სულ: 40-მდე\n",
                        "ka")
                        .records.at(0)
                        .meeting;
  CHECK(day(m.start) == "2020-12-08");
  CHECK(text(m.mode) == "online");
  CHECK(text(m.organiser) == "iom");
  CHECK(text(m.status) == "held");
  CHECK(number(m.att_total) == "40");
  CHECK(m.att_quality == "upper_bound");
}

TEST_CASE("derives ids that stay", "[minutes]") {
  CHECK(
      read("+++\nseries = \"coordination\"\nnumber = 3\ndate = 2020-12-08\n+++\n").records.at(0).meeting.id ==
      "coordination-3");
  CHECK(read("+++\ndate = 2020-12-08\ntitle = \"Big meeting\"\n+++\n").records.at(0).meeting.id ==
        "2020-12-08-big-meeting");
  CHECK(read("+++\ntype = \"working\"\n+++\n## Decisions\n- x\n").records.at(0).meeting.id == "m");
}

TEST_CASE("does not take a fenced, struck or deeper line for a decision", "[minutes]") {
  const Record r = read_body(
                       "## Decisions\n- ~~withdrawn~~\n- kept *as is* in `code_name` "
                       "[link](https://x.org)\n```\n- code\n```\n")
                       .records.at(0);
  REQUIRE(r.decisions.size() == 1);
  CHECK(text(r.decisions[0].text) == "kept as is in code_name link");
}

TEST_CASE("names its tables and columns as the canonical model does", "[minutes]") {
  const Reading reading = read_body("# სათაური\nen: Title\n## Decisions\n- ერთი\n  en: One\n", "ka");
  const auto tables = to_tables(reading.records, "ka", "emerge");
  Lines names;
  for (const Table& table : tables) {
    names.push_back(table.name);
    for (const auto& row : table.rows) CHECK(row.size() == table.columns.size());
  }
  CHECK(names ==
        Lines{"meeting", "attendance", "agenda_item", "statement", "decision", "action_point", "need"});
  Lines columns;
  for (const kvali::Column& column : tables[4].columns) columns.push_back(column.name);
  CHECK(columns == Lines{"dec_id", "meeting", "text@en", "text@ka", "status", "supersedes", "about", "as_of",
                         "kvali_row", "kvali_file"});
  const auto& row = tables[4].rows.at(0);
  CHECK(std::get<std::string>(row[0]) == "m-d1");
  CHECK(std::get<std::string>(row[2]) == "One");
  CHECK(std::get<int64_t>(row[8]) == 8);
  CHECK(std::get<std::string>(row[9]) == "/minutes/m.md");
}
