#include <fstream>

#include "catch.hpp"
#include "store_sample.hpp"

using namespace kvali;
using namespace kvali::test;

namespace fs = std::filesystem;

namespace {

constexpr std::size_t page = 4096;

std::string bytes_of(const fs::path& file) {
  return read_file(file);
}

void put(const fs::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

/// A copy of the store under its name, without the small file beside it if asked so.
void restore(const StoreFolder& folder, const fs::path& copy) {
  fs::copy_file(copy, folder.file(), fs::copy_options::overwrite_existing);
}

}  // namespace

TEST_CASE("a store is made only where somebody asks for it, and never over another one", "[store]") {
  const StoreFolder folder;
  CHECK_THROWS_WITH(SqliteStore({folder.path() / "other.db"}, [] { return october; }),
                    Catch::Contains("there is no store"));
  CHECK_FALSE(fs::exists(folder.path() / "other.db"));
  CHECK_THROWS_WITH(SqliteStore::create({folder.file()}), Catch::Contains("there is a store"));
}

TEST_CASE("what is no store is refused", "[store]") {
  const StoreFolder folder;
  SECTION("an empty file") {
    put(folder.file(), "");
  }
  SECTION("a text") {
    put(folder.file(), std::string(9000, 'x'));
  }
  SECTION("the tables of another program") {
    fs::remove(folder.file());
    Database database(folder.file(), Database::Mode::create);
    database.execute("CREATE TABLE other(id INT)");
  }
  CHECK_THROWS_AS(folder.open(), Error);
}

TEST_CASE("a store of a newer program is refused", "[store]") {
  const StoreFolder folder;
  {
    Database database(folder.file(), Database::Mode::existing);
    database.execute("PRAGMA user_version = 99");
  }
  CHECK_THROWS_WITH(folder.open(), Catch::Contains("newer Kvali (version 99"));
}

TEST_CASE("a page that was flipped is refused, whichever it is", "[store]") {
  const StoreFolder folder;
  {
    const auto store = folder.open();
    set_up(*store);
    queued_run(*store);
  }
  const std::string whole = bytes_of(folder.file());
  REQUIRE(whole.size() % page == 0);
  for (std::size_t at = 0; at < whole.size(); at += page) {
    std::string damaged = whole;
    for (std::size_t i = at; i < at + page; ++i) damaged[i] = char(~damaged[i]);
    put(folder.file(), damaged);
    INFO("page " << at / page + 1 << " of " << whole.size() / page);
    CHECK_THROWS_AS(folder.open(), Error);
    // And it is as it was found: nothing started empty.
    CHECK(bytes_of(folder.file()) == damaged);
  }
  put(folder.file(), whole);
  CHECK(folder.open()->runs().size() == 1);
}

TEST_CASE("an address that changed under the approval is refused", "[store]") {
  const StoreFolder folder;
  {
    const auto store = folder.open();
    set_up(*store);
    queued_run(*store);
  }
  std::string bytes = bytes_of(folder.file());
  const std::string address = "desk@donor.example";
  for (std::size_t at = 0; (at = bytes.find(address, at)) != bytes.npos; at += address.size())
    bytes[at] = 'm';
  put(folder.file(), bytes);
  CHECK_THROWS_WITH(folder.open(), "the store is damaged: monthly.2026-09 is not what was approved");
}

TEST_CASE("an address that changes under an open store is not sent to", "[store]") {
  const StoreFolder folder;
  const auto store = folder.open();
  set_up(*store);
  queued_run(*store);
  const DeliveryRecord delivery = store->due(october, 1).at(0);
  {
    Database other(folder.file(), Database::Mode::existing);
    other.execute("UPDATE route SET address = 'desk@other.example' WHERE address = 'desk@donor.example'");
  }
  CHECK_THROWS_WITH(store->claim(delivery, "sender", october), Catch::Contains("is not what was approved"));
  CHECK(store->delivery(delivery.id).state == DeliveryState::ready);
}

TEST_CASE("a backup is a whole store", "[store]") {
  const StoreFolder folder;
  const auto store = folder.open();
  set_up(*store);
  queued_run(*store);
  const fs::path copy = folder.path() / "backup.db";
  store->back_up(copy);
  const SqliteStore opened({copy}, [] { return october; });
  CHECK(opened.runs().size() == 1);
  CHECK(opened.verify_audit().head == store->verify_audit().head);
  CHECK_FALSE(fs::exists(copy.string() + ".partial"));
}

TEST_CASE("an old copy that is restored sends nothing again by itself", "[store]") {
  StoreFolder folder;
  const fs::path copy = folder.path() / "backup.db";
  {
    const auto store = folder.open();
    set_up(*store);
    store->recover();
    queued_run(*store, "first");
    plan_run(*store, "second", 1);
    review(*store, "second", draft_of("second"));
    store->back_up(copy);
    // Sent after the backup.
    const Lease lease = claim_first(*store);
    REQUIRE(store->pass_barrier(lease));
    store->record(lease, accepted());
  }
  folder.now = october + std::chrono::days{2};
  restore(folder, copy);
  if (GENERATE(false, true)) fs::remove(folder.file().string() + ".generation");

  const auto store = folder.open();
  const Recovery recovery = store->recover();
  CHECK(recovery.restored);
  CHECK(recovery.uncertain == 1);
  CHECK(store->due(folder.now, 9).empty());
  CHECK(store->delivery(1).state == DeliveryState::uncertain);
  CHECK(store->audit().back().detail == "an old copy: what was sent since is uncertain");
  // What waited for its approval in the copy may have been approved and sent since.
  store->approve("second", approval_of(*store, "second"));
  store->queue("second", folder.now, daemon_deed);
  CHECK(store->delivery(2).state == DeliveryState::uncertain);
  // A person finds out and says so.
  store->settle(1, DeliveryEvent::confirm, nino);
  store->settle(2, DeliveryEvent::resend, nino);
  CHECK(store->due(folder.now, 9).size() == 1);
  // What comes due later is not touched by it.
  queued_run(*store, "third", 3);
  CHECK(store->delivery(3).state == DeliveryState::ready);
}

TEST_CASE("a copy taken while nothing ran is told from what was written later", "[store]") {
  const StoreFolder folder;
  const fs::path copy = folder.path() / "copy.db";
  {
    const auto store = folder.open();
    set_up(*store);
    store->recover();
  }
  fs::copy_file(folder.file(), copy);
  CHECK_FALSE(folder.open()->recover().restored);
  restore(folder, copy);
  CHECK(folder.open()->recover().restored);
  CHECK_FALSE(folder.open()->recover().restored);
}

TEST_CASE("a store that moves with the small file beside it is the same store", "[store]") {
  const StoreFolder folder;
  {
    const auto store = folder.open();
    set_up(*store);
    store->recover();
    queued_run(*store);
  }
  const StoreFolder other;
  for (const char* end : {"", ".generation"})
    fs::copy_file(folder.file().string() + end, other.file().string() + end,
                  fs::copy_options::overwrite_existing);
  const auto store = other.open();
  CHECK_FALSE(store->recover().restored);
  CHECK(store->due(october, 9).size() == 1);
}
