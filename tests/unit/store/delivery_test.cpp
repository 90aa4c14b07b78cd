#include "catch.hpp"
#include "store_sample.hpp"

using namespace kvali;
using namespace kvali::test;

namespace {

/// A queued run whose only delivery is in the state.
Lease bring(Store& store, DeliveryState state) {
  queued_run(store);
  Lease lease{1, 0};
  const auto end = [&](DeliveryEvent event) { store.record(lease, {event, october, "dot", 0}); };
  const auto to_final = [&] { REQUIRE(store.pass_barrier(lease)); };
  switch (state) {
    case DeliveryState::ready:
      return lease;
    case DeliveryState::held:
      store.settle(1, DeliveryEvent::hold, nino);
      return lease;
    case DeliveryState::cancelled:
      store.settle(1, DeliveryEvent::cancel, nino);
      return lease;
    case DeliveryState::superseded:
      store.advance("monthly.2026-09", RunEvent::supersede, nino);
      return lease;
    default:
      break;
  }
  lease = claim_first(store);
  if (state == DeliveryState::leased) return lease;
  to_final();
  if (state == DeliveryState::final) return lease;
  if (state == DeliveryState::failed) end(DeliveryEvent::fail);
  if (state == DeliveryState::uncertain) end(DeliveryEvent::lose);
  if (state == DeliveryState::sent || state == DeliveryState::bounced) end(DeliveryEvent::accept);
  if (state == DeliveryState::bounced) store.settle(1, DeliveryEvent::bounce, daemon_deed);
  return lease;
}

/// False: fenced out.
bool apply(Store& store, const Lease& lease, DeliveryEvent event) {
  switch (event) {
    case DeliveryEvent::claim:
      return store.claim(store.delivery(1), "sender", october).has_value();
    case DeliveryEvent::barrier:
      return store.pass_barrier(lease);
    case DeliveryEvent::accept:
    case DeliveryEvent::put_off:
    case DeliveryEvent::fail:
    case DeliveryEvent::lose:
      return store.record(lease, {event, october, "dot", 0});
    default:
      store.settle(1, event, nino);
      return true;
  }
}

bool happens_to_the_store(DeliveryEvent event) {
  return event == DeliveryEvent::supersede || event == DeliveryEvent::restart ||
         event == DeliveryEvent::restore;
}

}  // namespace

TEST_CASE("every event takes a delivery where the table says, or changes nothing", "[store]") {
  const DeliveryState state = GENERATE(from_range(all_delivery_states.begin(), all_delivery_states.end()));
  for (const DeliveryEvent event : all_delivery_events) {
    if (happens_to_the_store(event)) continue;
    const StoreFolder folder;
    const auto store = folder.open();
    set_up(*store);
    const Lease lease = bring(*store, state);
    REQUIRE(store->delivery(1).state == state);
    const auto expected = state_after(state, event);
    const auto entries = store->audit().size();
    INFO(name_of(state) << " " << name_of(event));
    bool done = true;
    try {
      done = apply(*store, lease, event);
    } catch (const Refused&) {
      done = false;
    }
    CHECK(done == expected.has_value());
    CHECK(store->delivery(1).state == expected.value_or(state));
    if (!done) CHECK(store->audit().size() == entries);
  }
}

TEST_CASE("a run is done when its last delivery needs nobody any more", "[store]") {
  const StoreFolder folder;
  const auto store = folder.open();
  set_up(*store);
  queued_run(*store, "monthly.2026-09", 0, {desk_route(), desk_route("second@donor.example")});
  const Lease first = claim_first(*store);
  REQUIRE(store->pass_barrier(first));
  store->record(first, accepted());
  CHECK(store->run("monthly.2026-09").state == RunState::queued);
  const Lease second = claim_first(*store);
  REQUIRE(store->pass_barrier(second));
  store->record(second, {DeliveryEvent::fail, {}, "dot", 552});
  // Somebody has to decide what becomes of it.
  CHECK(store->run("monthly.2026-09").state == RunState::queued);
  store->settle(second.delivery, DeliveryEvent::cancel, nino);
  CHECK(store->run("monthly.2026-09").state == RunState::done);
}

TEST_CASE("one of two senders gets a delivery, and who was fenced out writes nothing", "[store]") {
  StoreFolder folder;
  const auto store = folder.open();
  set_up(*store);
  queued_run(*store);
  const DeliveryRecord seen = store->due(october, 1).at(0);
  const auto first = store->claim(seen, "first", october);
  REQUIRE(first);
  CHECK_FALSE(store->claim(seen, "second", october));
  // The first one is put off; the second one claims; then the first one, who was asleep, goes on.
  REQUIRE(store->record(*first, {DeliveryEvent::put_off, october, "connect", 0}));
  const auto second = store->claim(store->delivery(1), "second", october);
  REQUIRE(second);
  CHECK(second->fence > first->fence);
  CHECK_FALSE(store->pass_barrier(*first));
  CHECK_FALSE(store->record(*first, accepted()));
  CHECK(store->pass_barrier(*second));
}

TEST_CASE("each try leaves what the relay said", "[store]") {
  const StoreFolder folder;
  const auto store = folder.open();
  set_up(*store);
  queued_run(*store);
  Lease lease = claim_first(*store);
  store->record(
      lease, {DeliveryEvent::put_off, october + std::chrono::minutes{5}, "rcpt", 451, "4.7.1", "greylisted"});
  CHECK(store->due(october, 1).empty());
  CHECK(store->due(october + std::chrono::minutes{5}, 1).size() == 1);
  lease = store->claim(store->delivery(1), "sender", october).value();
  REQUIRE(store->pass_barrier(lease));
  store->record(lease, accepted());
  const auto tries = store->attempts(1);
  REQUIRE(tries.size() == 2);
  CHECK(tries[0].outcome.code == 451);
  CHECK(tries[0].outcome.event == DeliveryEvent::put_off);
  CHECK(tries[1].outcome.text == "queued");
  CHECK(tries[1].outcome.tls == "TLSv1.3");
  CHECK(store->delivery(1).first_try == october);
}

TEST_CASE("the same mail to the same address is never queued twice", "[store]") {
  const StoreFolder folder;
  const auto store = folder.open();
  set_up(*store);
  queued_run(*store);
  const std::string other = plan_run(*store, "monthly.again", 1);
  Draft draft = draft_of(other);
  draft.mails[0].recipients[0].idem = draft_of("monthly.2026-09").mails[0].recipients[0].idem;
  review(*store, other, draft);
  store->approve(other, approval_of(*store, other));
  CHECK_THROWS_WITH(store->queue(other, october, daemon_deed),
                    "the same mail to the same address is delivery 1 already");
  CHECK(store->run(other).state == RunState::approved);
}

TEST_CASE("a route that says so has the uncertain sent again", "[store]") {
  const StoreFolder folder;
  const auto store = folder.open();
  set_up(*store);
  RouteRecord route = desk_route();
  route.resend_uncertain = true;
  store->set_routes({route}, daemon_deed);
  queued_run(*store);
  const Lease lease = claim_first(*store);
  REQUIRE(store->pass_barrier(lease));
  const Instant later = october + std::chrono::minutes{5};
  store->record(lease, {DeliveryEvent::lose, later, "dot", 0});
  CHECK(store->delivery(1).state == DeliveryState::ready);
  CHECK(store->delivery(1).due == later);
  CHECK(store->attempts(1).at(0).outcome.event == DeliveryEvent::lose);
}

TEST_CASE("what was sent again for long enough stays uncertain", "[store]") {
  const StoreFolder folder;
  const auto store = folder.open();
  set_up(*store);
  RouteRecord route = desk_route();
  route.resend_uncertain = true;
  store->set_routes({route}, daemon_deed);
  queued_run(*store);
  const Lease lease = claim_first(*store);
  REQUIRE(store->pass_barrier(lease));
  store->record(lease, {DeliveryEvent::lose, {}, "dot", 0});
  CHECK(store->delivery(1).state == DeliveryState::uncertain);
}

TEST_CASE("nothing is sent by a route that is gone", "[store]") {
  const StoreFolder folder;
  const auto store = folder.open();
  set_up(*store);
  queued_run(*store);
  store->set_routes({desk_route("second@donor.example")}, daemon_deed);
  CHECK(store->due(october, 1).empty());
  CHECK(store->delivery(1).state == DeliveryState::held);
  CHECK(store->audit().back().detail == "its route is gone");
}

TEST_CASE("what was approved for a route that is gone is not queued", "[store]") {
  const StoreFolder folder;
  const auto store = folder.open();
  set_up(*store);
  const std::string run = plan_run(*store);
  review(*store, run, draft_of(run));
  store->approve(run, approval_of(*store, run));
  store->set_routes({desk_route("second@donor.example")}, daemon_deed);
  CHECK_THROWS_WITH(store->queue(run, october, daemon_deed),
                    "monthly.2026-09 was to go by the route emerge/nmfa/desk@donor.example, which is gone");
  CHECK(store->run(run).state == RunState::approved);
  CHECK(store->deliveries().empty());
}

TEST_CASE("mails that stay in the house need no approval and go to nobody else", "[store]") {
  const StoreFolder folder;
  const auto store = folder.open();
  set_up(*store);
  const std::string run = plan_run(*store);
  const AddressedMessage alert = mail_to("alert", {internal_route()}, MailKind::alert);
  store->post(alert, run, october, daemon_deed);
  store->post(alert, run, october, daemon_deed);
  CHECK(store->due(october, 9).size() == 1);
  CHECK_THROWS_AS(store->post(mail_to("wrong", {desk_route()}, MailKind::alert), run, october, daemon_deed),
                  Refused);
  CHECK_THROWS_AS(store->post(mail_to("x", {desk_route()}, MailKind::report), run, october, daemon_deed),
                  Refused);
  const Lease lease = claim_first(*store);
  REQUIRE(store->pass_barrier(lease));
  store->record(lease, accepted());
  CHECK(store->run(run).state == RunState::planned);
}
