#include <map>

#include "catch.hpp"
#include "failing_vfs.hpp"
#include "sending.hpp"

using namespace kvali;
using namespace kvali::test;

namespace fs = std::filesystem;

namespace {

const std::vector<RouteRecord> both{desk_route(), desk_route("second@donor.example")};

/// What reached the relay, by address.
using Arrived = std::map<std::string, int>;

void work(Store& store, Arrived& arrived) {
  plan_run(store);
  take_on(store, "monthly.2026-09", both);
  send_all(store, [&](const DeliveryRecord& delivery) {
    ++arrived[delivery.route.address];
    return accepted();
  });
}

/// Once the disk is well: nobody got it twice, and whoever is not known to have it is flagged.
void check_outcome(Store& store, const Arrived& arrived) {
  const auto all = store.deliveries();
  REQUIRE(all.size() == both.size());
  for (const DeliveryRecord& delivery : all) {
    const auto copies = arrived.count(delivery.route.address) != 0 ? arrived.at(delivery.route.address) : 0;
    CHECK(copies <= 1);
    if (delivery.state == DeliveryState::sent)
      CHECK(copies == 1);
    else
      CHECK(delivery.state == DeliveryState::uncertain);
  }
  CHECK(store.verify_audit().breach.empty());
}

}  // namespace

TEST_CASE("a disk that fails at any call loses no mail, doubles none and flags what is unknown", "[store]") {
  using Fault = FailingDisk::Fault;
  const Fault fault = GENERATE(Fault::write_error, Fault::full, Fault::read_error);
  const bool from_then_on = GENERATE(false, true);
  const bool restarted = GENERATE(false, true);
  const StoreFolder fresh;
  set_up(*fresh.open());
  int nth = 1;
  for (bool failed = true; failed; ++nth) {
    const StoreFolder folder;
    fs::copy_file(fresh.file(), folder.file(), fs::copy_options::overwrite_existing);
    fs::copy_file(fresh.file().string() + ".generation", folder.file().string() + ".generation",
                  fs::copy_options::overwrite_existing);
    auto store = folder.open();
    Arrived arrived;
    FailingDisk::fail(fault, nth, from_then_on);
    try {
      store->recover();
      work(*store, arrived);
    } catch (const StoreFailure&) {
      // The daemon stops sending; somebody makes room, and it goes on or is started again.
    }
    failed = FailingDisk::has_failed();
    FailingDisk::heal();
    if (restarted) {
      store.reset();
      store = folder.open();
      store->recover();
    } else {
      store->restart_sending();
    }
    INFO("call " << nth);
    work(*store, arrived);
    check_outcome(*store, arrived);
  }
  CHECK(nth > 20);
}

TEST_CASE("a disk that fails while a store is opened leaves it as it was", "[store]") {
  const StoreFolder folder;
  {
    const auto store = folder.open();
    set_up(*store);
    queued_run(*store);
  }
  bool failed = true;
  for (int nth = 1; failed; ++nth) {
    FailingDisk::fail(FailingDisk::Fault::read_error, nth, true);
    try {
      (void)folder.open();
    } catch (const Error& e) {
      CHECK(std::string(e.what()).find("store") != std::string::npos);
    }
    failed = FailingDisk::has_failed();
    FailingDisk::heal();
  }
  CHECK(folder.open()->due(october, 9).size() == 1);
}
