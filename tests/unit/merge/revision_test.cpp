#include "catch.hpp"
#include "merging.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

const Texts action_fields{"action_id", "meeting", "text", "owner_org", "due", "status", "as_of"};
const Texts shown{"action_id", "meeting", "text", "owner_org", "due", "status"};

}  // namespace

TEST_CASE("M4: a later meeting updates the action point of an earlier one", "[merge]") {
  Merged merged;
  merged.with("minutes", 40, "action_point", action_fields,
              {{"A1", "m2", "~", "~", "2020-12-31", "in_progress", "2020-11-08"},
               {"A1", "m1", "write the plan", "iom", "2020-11-30", "open", "2020-10-08"},
               {"a1", "m3", "~", "~", "~", "done", "2020-12-08"}});
  merged.run();
  CHECK(merged.told().empty());
  CHECK(merged.rows("action_point", shown) == Texts{"a1|m1|write the plan|iom|2020-12-31|done"});
  CHECK(merged.behind("action_point", 0).size() == 3);
}

TEST_CASE("other records of meetings are not revised by later ones", "[merge]") {
  Merged merged;
  merged.with("minutes", 40, "decision", {"dec_id", "meeting", "text"},
              {{"d1", "m1", "yes"}, {"d1", "m2", "no"}});
  merged.run();
  CHECK(ids_of(merged.findings) == Texts{"D-01", "D-01"});
}
