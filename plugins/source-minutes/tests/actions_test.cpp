#include "catch.hpp"
#include "reading.hpp"

using namespace kvali::minutes;

namespace {

Lines actions(const std::string& body) {
  return shown(read_body(body).records.at(0).actions);
}

}  // namespace

TEST_CASE("knows an action point by its marker, under any heading", "[minutes]") {
  const char* marker =
      GENERATE("ACTION:", "Action point:", "**ACTION:**", "[ ]", "→", "->", "დავალება:", "სამოქმედო პუნქტი:");
  INFO(marker);
  CHECK(actions("## Notes\n- " + std::string(marker) + " send the list\n") ==
        Lines{"m-a1 open none/none none firm | send the list"});
}

TEST_CASE("takes the state from the box", "[minutes]") {
  CHECK(actions("- [x] sent\n- [X] sent too\n- [-] not needed\n1. [ ] open one\n") ==
        Lines{"m-a1 done none/none none firm | sent", "m-a2 done none/none none firm | sent too",
              "m-a3 cancelled none/none none firm | not needed", "m-a4 open none/none none firm | open one"});
}

TEST_CASE("reads owner and due date in all their forms", "[minutes]") {
  const char* line = GENERATE(
      "- [ ] send the list @iom due 2021-03-01", "- [ ] send the list [IOM] by 1 March 2021",
      "- [ ] @iom: send the list, due: 1 March 2021", "- ACTION (IOM): send the list (due 2021-03-01)",
      "- [ ] send the list [IOM, due 2021-03-01]", "- [ ] send the list, owner: IOM, due 2021-03-01.",
      "- [ ] send the list @iom, ვადა: 2021-03-01", "- [ ] send the list [IOM] – ვადა: 2021 წლის 1 მარტი",
      "- [ ] send the list; პასუხისმგებელი: IOM; ვადა: 01.03.2021",
      "- [ ] send the list @iom 2021 წლის 1 მარტამდე", "- [ ] send the list {owner=IOM, due=2021-03-01}");
  INFO(line);
  const Reading reading = read_body("## Actions\n" + std::string(line));
  CHECK(shown(reading.records.at(0).actions) == Lines{"m-a1 open iom/none 2021-03-01 firm | send the list"});
  CHECK(reading.messages.empty());
}

TEST_CASE("finds the person an action point belongs to", "[minutes]") {
  CHECK(actions("## Present\n- Ana Example (IOM)\n## Actions\n- [ ] write it up [Ana Example]\n- [ ] send it "
                "[Beka (UNHCR)]\n") == Lines{"m-a1 open iom/ana-example none firm | write it up",
                                             "m-a2 open unhcr/beka none firm | send it"});
}

TEST_CASE("reads action tables", "[minutes]") {
  CHECK(actions("## Action points\n| ID | Action | Owner | Due | Status |\n|---|---|---|---|---|\n"
                "| list | send the list | IOM | 2021-03-01 | open |\n| | call the mayor | | | done |\n") ==
        Lines{"list open iom/none 2021-03-01 firm | send the list",
              "m-a2 done none/none none firm | call the mayor"});
  CHECK(shown(read_body("## დავალებები\n| დავალება | პასუხისმგებელი | ვადა | სტატუსი |\n|---|---|---|---|\n"
                        "| სიის გაგზავნა | IOM | 2021 წლის 1 მარტი | შესრულებულია |\n",
                        "ka")
                  .records[0]
                  .actions[0],
              "ka") == "m-a1 done iom/none 2021-03-01 firm | სიის გაგზავნა");
}

TEST_CASE("takes the items of an action heading, which marks them itself", "[minutes]") {
  CHECK(actions("## Action points\n- send the list [IOM]\n- none\n") ==
        Lines{"m-a1 open iom/none none firm | send the list"});
}

TEST_CASE("never makes an action point of prose, mentions and schedules", "[minutes]") {
  const char* body = GENERATE(
      "## Discussion\n- IOM will send the list by 1 March 2021\n", "## Notes\n- @ana will follow it up\n",
      "## Notes\n- @ana said maybe later\n", "## Upcoming\n- 10:00 Power hour [Ana]\n",
      "## Discussion\n- windows open -> keep them closed\n", "## Notes\nThe action items were discussed.\n",
      "## Agenda\n- Actions of the last meeting (Ana)\n", "## Notes\n- see [the list](https://example.org)\n",
      "## Action points\nIOM will send the list soon.\n", "```\n- [ ] in code\n```\n",
      "<!--\n- [ ] in a comment\n-->\n", "## Discussion\n- Action was taken: two houses\n");
  INFO(body);
  CHECK(actions(body).empty());
}

TEST_CASE("says that prose under an action heading is not read", "[minutes]") {
  const Reading reading = read_body("## Action points\n\nIOM will send the list soon.\n");
  CHECK(reading.messages == Lines{"warning 7:1 a paragraph is not read as an action point"});
}

TEST_CASE("complains about a marker without a text", "[minutes]") {
  const Reading reading = read_body("- ACTION:\n- [ ]\n");
  CHECK(reading.records[0].actions.empty());
  CHECK(reading.messages == Lines{"warning 5:3 an action marker without a text; it is left out",
                                  "warning 6:3 an action marker without a text; it is left out"});
}

TEST_CASE("leaves a due date without a year open and in the text", "[minutes]") {
  const Reading reading = read_body("- [ ] send the list by 1 March\n- [ ] დაიბეჭდოს 1 მარტამდე\n");
  CHECK(shown(reading.records[0].actions) == Lines{"m-a1 open none/none none firm | send the list by 1 March",
                                                   "m-a2 open none/none none firm | დაიბეჭდოს 1 მარტამდე"});
  CHECK(reading.messages == Lines{"warning 5:3 [M-04] the due date «1 March» has no year",
                                  "warning 6:3 [M-04] the due date «1 მარტამდე» has no year"});
}

TEST_CASE("keeps a due date that is no day as it is written", "[minutes]") {
  const Reading reading = read_body("- [ ] send it, due: 2021\n- [ ] print it, due: when there is money\n");
  CHECK(text(reading.records[0].actions[0].due_text) == "2021");
  CHECK(text(reading.records[0].actions[1].due_text) == "when there is money");
  CHECK(reading.messages == Lines{"warning 6:3 [M-04] the due date «when there is money» is not a day"});
}

TEST_CASE("keeps commitments soft", "[minutes]") {
  CHECK(actions(
            "## Present\n- 2 f - IOM\n## Commitments\n- IOM: go on sharing experience\n- ready to help\n") ==
        Lines{"m-a1 open iom/none none soft | go on sharing experience",
              "m-a2 open none/none none soft | ready to help"});
}

TEST_CASE("takes a struck-out action point for cancelled", "[minutes]") {
  CHECK(actions("- [ ] ~~send the list~~\n") == Lines{"m-a1 cancelled none/none none firm | send the list"});
}

TEST_CASE("joins deeper items to the action above unless they are marked", "[minutes]") {
  CHECK(actions("## Actions\n- [ ] send the list\n  - to all ministries\n  - [ ] call the mayor\n") ==
        Lines{"m-a1 open none/none none firm | send the list\nto all ministries",
              "m-a2 open none/none none firm | call the mayor"});
}

TEST_CASE("takes only one owner and says so", "[minutes]") {
  const Reading reading = read_body("- [ ] send the list [IOM, UNHCR]\n");
  CHECK(shown(reading.records[0].actions) == Lines{"m-a1 open iom/none none firm | send the list"});
  CHECK(reading.messages.size() == 1);
}

TEST_CASE("takes a later mention of an id for news of that action", "[minutes]") {
  Reading reading;
  add_file(reading, "+++\nid = \"second\"\ndate = 2021-02-01\n+++\n- [x] #list sent to all\n", "b.md");
  add_file(reading,
           "+++\nid = \"first\"\ndate = 2021-01-01\n+++\n## Commitments\n- #list IOM sends the list\n",
           "a.md");
  settle(reading);
  const ActionPoint& news = reading.records[0].actions[0];
  const ActionPoint& origin = reading.records[1].actions[0];
  CHECK(shown(origin) == "list open none/none none soft | IOM sends the list");
  CHECK(origin.origin == "first");
  CHECK(shown(news) == "list done none/none none - | none");
  CHECK(news.origin == "first");
  CHECK(text(news.history) == "sent to all");
  CHECK(day(news.closed_on) == "2021-02-01");
  CHECK(reading.messages.empty());
}

TEST_CASE("an id may be one letter, but no number", "[minutes]") {
  CHECK(
      actions("- [ ] #a send the list\n- [ ] print issue #1\n") ==
      Lines{"a open none/none none firm | send the list", "m-a2 open none/none none firm | print issue #1"});
}

TEST_CASE("complains about one id on two actions of a meeting", "[minutes]") {
  CHECK(read_body("- [ ] #list send\n- [ ] #list print\n").messages ==
        Lines{"warning 6:1 #list stands twice in one meeting"});
}
