#include "catch.hpp"
#include "merging.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

TEST_CASE("M2: sources that number a series name one meeting, whatever they call it", "[merge]") {
  Merged merged;
  merged.with("minutes", 40, "meeting", {"meeting_id", "series", "number", "date", "title@en"},
              {{"2020-12-08", "Integration", "3", "2020-12-08", "Third meeting"}});
  merged.with("register", 60, "meeting", {"meeting_id", "series", "number", "att_total"},
              {{"M-3", "integration", "3", "25"}, {"M-2", "integration", "2", "20"}});
  merged.with("list", 60, "attendance", {"meeting", "person"}, {{"M-3", "a"}, {"2020-12-08", "b"}});
  merged.run();
  CHECK(merged.told().empty());
  CHECK(merged.rows("meeting", {"meeting_id", "number", "title@en", "att_total"}) ==
        Texts{"2020-12-08|3|Third meeting|25", "M-2|2|-|20"});
  CHECK(merged.rows("attendance", {"meeting", "person"}) == Texts{"2020-12-08|a", "2020-12-08|b"});
}

TEST_CASE("M2: a meeting without id is told by its calendar entry, else by day, organiser and title",
          "[merge]") {
  Merged merged;
  merged.with("calendar", 40, "meeting", {"uid", "date", "title"},
              {{"abc@x", "2020-12-08", "Coordination"}, {"def@x", "2020-12-08", "Coordination"}});
  merged.with("table", 50, "meeting", {"date", "title@en", "mode"}, {{"2020-12-09", "Training", "online"}});
  merged.with("other", 50, "meeting", {"date", "title@en", "note"}, {{"2020-12-09", "training ", "late"}});
  merged.run();
  CHECK(merged.rows("meeting", {"uid", "mode", "note"}) == Texts{"-|online|late", "abc@x|-|-", "def@x|-|-"});
}

TEST_CASE("M2: two meetings of one source stay two", "[merge]") {
  Merged merged;
  merged.with("register", 60, "meeting", {"meeting_id", "series", "number"},
              {{"M-3", "integration", "3"}, {"M-3b", "integration", "3"}});
  CHECK(merged.run().rows("meeting", {"meeting_id"}) == Texts{"M-3", "M-3b"});
}

TEST_CASE("M2: an action point without id is that of the same meeting, text and owner", "[merge]") {
  Merged merged;
  const Texts fields{"action_id", "meeting", "text@en", "owner_org", "status"};
  merged.with("minutes", 40, "action_point", fields, {{"A1", "m1", "Write the plan", "iom", "open"}});
  merged.with("table", 60, "action_point", fields,
              {{"~", "M1", "write  the plan", "IOM", "done"}, {"~", "m1", "Send it", "iom", "open"}});
  merged.run();
  const Texts rows = merged.rows("action_point", {"text@en", "status"});
  CHECK(rows.size() == 2);
  CHECK(std::count(rows.begin(), rows.end(), "write  the plan|done") == 1);
}

TEST_CASE("D-09: a record that nothing tells is left out, and said so", "[merge]") {
  Merged merged;
  merged.with("table", 60, "decision", {"dec_id", "meeting", "text"},
              {{"d1", "m1", "yes"}, {"~", "m1", "~"}});
  merged.run();
  CHECK(merged.rows("decision", {"dec_id"}) == Texts{"d1"});
  CHECK(short_texts(merged.findings) ==
        Texts{"D-09 source \"table\", record 3 the row has no dec_id, and not meeting and text either | fill "
              "one of them in, or leave the rows out with skip = \"...\""});
}

TEST_CASE("M2: one person at one meeting is one attendance, whoever lists it", "[merge]") {
  Merged merged;
  merged.with("minutes", 40, "attendance", {"meeting", "seq", "person", "org", "role"},
              {{"m1", "1", "maia", "iom", "chair"}, {"m1", "2", "levan", "~", "~"}});
  merged.with("sheet", 60, "attendance", {"meeting", "seq", "person", "sex"},
              {{"m1", "7", "Levan", "m"}, {"m1", "8", "maia", "f"}});
  merged.run();
  CHECK(merged.told().empty());
  CHECK(merged.rows("attendance", {"person", "org", "sex", "role"}) ==
        Texts{"maia|iom|f|chair", "Levan|-|m|-"});
}

TEST_CASE("M2: groups that nothing tells apart are as many as a source has", "[merge]") {
  Merged merged;
  const Texts fields{"meeting", "org", "sex", "count"};
  merged.with("a", 60, "attendance", fields, {{"m1", "iom", "f", "3"}, {"m1", "iom", "f", "3"}});
  merged.with("b", 60, "attendance", fields, {{"m1", "iom", "f", "3"}});
  CHECK(merged.run().rows("attendance", {"org", "count", "occurrence"}) == Texts{"iom|3|-", "iom|3|2"});
}

TEST_CASE("a meeting of which only the beginning is known was on that day", "[merge]") {
  Merged merged;
  merged.with("calendar", 50, "meeting", {"meeting_id", "start"}, {{"m1", "2020-12-08"}, {"m2", "~"}});
  merged.with("minutes", 40, "meeting", {"meeting_id", "date"}, {{"m3", "2020-12-10"}});
  CHECK(merged.run().rows("meeting", {"meeting_id", "date"}) ==
        Texts{"m1|2020-12-08", "m2|-", "m3|2020-12-10"});
}
