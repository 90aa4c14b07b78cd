#include <sqlite3.h>

#include "catch.hpp"
#include "store/audit_chain.hpp"
#include "store_sample.hpp"

using namespace kvali;
using namespace kvali::test;

namespace {

std::vector<AuditEntry> some_audit() {
  const StoreFolder folder;
  const auto store = folder.open();
  set_up(*store);
  queued_run(*store);
  return store->audit();
}

std::string breach_of(const std::vector<AuditEntry>& entries) {
  AuditChain chain;
  for (const AuditEntry& entry : entries) chain.follow(entry);
  return chain.verdict().breach;
}

/// What SQLite says to a statement of somebody who has the file; "" if it was done.
std::string tamper(const std::filesystem::path& file, const std::string& sql) {
  Database database(file, Database::Mode::existing);
  try {
    database.execute(sql);
  } catch (const Error& e) {
    return e.what();
  }
  return {};
}

}  // namespace

TEST_CASE("the audit says who did what, in order, and verifies", "[store]") {
  const StoreFolder folder;
  const auto store = folder.open();
  set_up(*store);
  queued_run(*store);
  std::vector<std::string> actions;
  for (const AuditEntry& entry : store->audit()) actions.push_back(entry.who + " " + entry.action);
  CHECK(actions == std::vector<std::string>{"daemon plan", "daemon begin", "daemon keep_draft",
                                            "daemon ask_review", "nino approve", "daemon queue"});
  CHECK(store->verify_audit().breach.empty());
  CHECK(store->verify_audit().entries == 6);
  CHECK(store->verify_audit().head == store->audit().back().hash);
}

TEST_CASE("an audit that was changed does not verify", "[store]") {
  auto entries = some_audit();
  CHECK(breach_of(entries).empty());
  SECTION("in a field") {
    entries[4].who = "somebody";
    CHECK(breach_of(entries) == "entry 5 was changed after it was written");
  }
  SECTION("from one field to the next") {
    entries[4].who += entries[4].action;
    entries[4].action.clear();
    CHECK(breach_of(entries) == "entry 5 was changed after it was written");
  }
  SECTION("in its time") {
    entries[0].at += std::chrono::seconds{1};
    CHECK(breach_of(entries) == "entry 1 was changed after it was written");
  }
  SECTION("by one entry less") {
    entries.erase(entries.begin() + 2);
    CHECK(breach_of(entries) == "entry 3 is missing");
  }
  SECTION("by an entry that was rewritten with its hash") {
    entries[2].detail = "other";
    entries[2].hash = audit_hash(entries[2]);
    CHECK(breach_of(entries) == "entry 4 does not follow the one before it");
  }
}

TEST_CASE("the audit can neither be changed nor shortened by SQL", "[store]") {
  const StoreFolder folder;
  {
    const auto store = folder.open();
    set_up(*store);
    queued_run(*store);
  }
  CHECK_THAT(tamper(folder.file(), "UPDATE audit SET actor = 'x'"), Catch::Contains("append-only"));
  CHECK_THAT(tamper(folder.file(), "DELETE FROM audit"), Catch::Contains("append-only"));
  CHECK_THAT(tamper(folder.file(),
                    "PRAGMA recursive_triggers = ON; INSERT OR REPLACE INTO audit SELECT seq, utc,"
                    " 'x', action, object, detail, prev, hash FROM audit WHERE seq = 2"),
             Catch::Contains("append-only"));
}

TEST_CASE("a store whose audit was changed is not opened", "[store]") {
  const StoreFolder folder;
  {
    const auto store = folder.open();
    set_up(*store);
    queued_run(*store);
  }
  REQUIRE(tamper(folder.file(), "DROP TRIGGER audit_no_update; UPDATE audit SET actor = 'x' WHERE seq = 5;")
              .empty());
  CHECK_THROWS_WITH(folder.open(),
                    "the audit of the store does not verify: entry 5 was changed after it was written");
}
