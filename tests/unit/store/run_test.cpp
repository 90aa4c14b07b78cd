#include <algorithm>

#include "catch.hpp"
#include "store_sample.hpp"

using namespace kvali;
using namespace kvali::test;

namespace {

/// Brings a new run into the state.
void bring(Store& store, const std::string& run, RunState state) {
  const auto event = [&](RunEvent e) { store.advance(run, e, daemon_deed); };
  plan_run(store, run);
  switch (state) {
    case RunState::planned:
      return;
    case RunState::skipped:
      return event(RunEvent::skip);
    case RunState::collecting:
      return event(RunEvent::begin);
    case RunState::rendering:
      return event(RunEvent::begin), event(RunEvent::render);
    case RunState::failed:
      return event(RunEvent::begin), event(RunEvent::fail);
    default:
      break;
  }
  event(RunEvent::begin);
  store.keep_draft(run, draft_of(run), daemon_deed);
  if (state == RunState::draft) return;
  event(RunEvent::ask_review);
  if (state == RunState::rejected) return event(RunEvent::reject);
  if (state == RunState::superseded) return event(RunEvent::supersede);
  if (state == RunState::held) return event(RunEvent::hold);
  if (state == RunState::in_review) return;
  store.approve(run, approval_of(store, run));
  if (state == RunState::approved) return;
  store.queue(run, october, daemon_deed);
  if (state == RunState::queued) return;
  store.settle(store.due(october, 1).at(0).id, DeliveryEvent::cancel, nino);
}

void apply(Store& store, const std::string& run, RunEvent event) {
  switch (event) {
    case RunEvent::keep_draft:
      return store.keep_draft(run, draft_of(run), daemon_deed);
    case RunEvent::approve:
      return store.approve(run, approval_of(store, run));
    case RunEvent::queue:
      return store.queue(run, october, daemon_deed);
    case RunEvent::submit:
      return store.note_desk(run, {"submitted", *parse_iso_date("2026-10-05")}, nino);
    default:
      store.advance(run, event, nino);
  }
}

}  // namespace

TEST_CASE("every event takes a run where the table says, or is refused and changes nothing", "[store]") {
  const RunState state = GENERATE(from_range(all_run_states.begin(), all_run_states.end()));
  for (const RunEvent event : all_run_events) {
    // These happen to a store, not to a run.
    if (event == RunEvent::complete || event == RunEvent::restart) continue;
    // What was handed in by hand may also have been mailed.
    if (event == RunEvent::submit && state == RunState::done) continue;
    const StoreFolder folder;
    const auto store = folder.open();
    set_up(*store);
    const std::string run = "monthly.2026-09";
    bring(*store, run, state);
    REQUIRE(store->run(run).state == state);
    const auto entries = store->audit().size();
    const auto expected = state_after(state, event, store->run(run).held_from);
    INFO(name_of(state) << " " << name_of(event));
    if (expected) {
      apply(*store, run, event);
      CHECK(store->run(run).state == *expected);
      CHECK(store->audit().size() == entries + 1);
    } else {
      CHECK_THROWS_AS(apply(*store, run, event), Refused);
      CHECK(store->run(run).state == state);
      CHECK(store->audit().size() == entries);
    }
  }
}

TEST_CASE("a refusal says in words what stands in the way", "[store]") {
  const StoreFolder folder;
  const auto store = folder.open();
  set_up(*store);
  plan_run(*store);
  CHECK_THROWS_WITH(store->advance("monthly.2026-09", RunEvent::reject, nino),
                    "monthly.2026-09 is planned and cannot be rejected");
  CHECK_THROWS_WITH(store->advance("monthly.2025-09", RunEvent::reject, nino),
                    "there is no run monthly.2025-09");
}

TEST_CASE("an occurrence is planned once, whatever the clock does", "[store]") {
  const StoreFolder folder;
  const auto store = folder.open();
  set_up(*store);
  const Period september{*parse_iso_date("2026-09-01"), *parse_iso_date("2026-09-30")};
  const NewRun run{"monthly.2026-09", "monthly", october, september};
  CHECK(store->plan(run, daemon_deed));
  CHECK_FALSE(store->plan(run, daemon_deed));
  CHECK(store->plan({"monthly.2026-09.r1", "monthly", october, september, 1, "monthly.2026-09"}, nino));
  CHECK(store->runs().size() == 2);
  CHECK(store->run("monthly.2026-09.r1").supersedes == "monthly.2026-09");
}

TEST_CASE("an approval is for what was looked at", "[store]") {
  const StoreFolder folder;
  const auto store = folder.open();
  set_up(*store);
  const std::string run = plan_run(*store);
  review(*store, run, draft_of(run));
  const Approval looked_at = approval_of(*store, run);

  SECTION("one recipient more voids it") {
    store->advance(run, RunEvent::change, daemon_deed);
    store->keep_draft(run, draft_of(run, {desk_route(), desk_route("second@donor.example")}), daemon_deed);
    store->advance(run, RunEvent::ask_review, daemon_deed);
    CHECK_THROWS_AS(store->approve(run, looked_at), Refused);
    CHECK(store->run(run).state == RunState::in_review);
  }
  SECTION("one byte of a file voids it") {
    store->advance(run, RunEvent::change, daemon_deed);
    Draft other = draft_of(run);
    other.content_sha256 = sha256("other content");
    store->keep_draft(run, other, daemon_deed);
    store->advance(run, RunEvent::ask_review, daemon_deed);
    CHECK_THROWS_AS(store->approve(run, looked_at), Refused);
  }
  SECTION("a change after it takes it back") {
    store->approve(run, looked_at);
    store->advance(run, RunEvent::change, daemon_deed);
    CHECK_FALSE(store->run(run).approval);
    CHECK_THROWS_AS(store->queue(run, october, daemon_deed), Refused);
  }
  SECTION("the same again is the same") {
    store->advance(run, RunEvent::change, daemon_deed);
    store->keep_draft(run, draft_of(run), daemon_deed);
    store->advance(run, RunEvent::ask_review, daemon_deed);
    store->approve(run, looked_at);
    CHECK(store->run(run).approval->by == "nino");
  }
}

TEST_CASE("who decided for somebody else is kept with the evidence", "[store]") {
  const StoreFolder folder;
  const auto store = folder.open();
  set_up(*store);
  const std::string run = plan_run(*store);
  review(*store, run, draft_of(run));
  Approval approval = approval_of(*store, run);
  approval.on_behalf_of = "director";
  approval.evidence_sha256 = sha256("scan");
  store->approve(run, approval);
  CHECK(store->run(run).approval->on_behalf_of == "director");
  CHECK(store->audit().back().detail.find("on behalf of director, evidence " + sha256("scan")) !=
        std::string::npos);
}

TEST_CASE("a draft is given back as it was kept", "[store]") {
  const StoreFolder folder;
  const auto store = folder.open();
  set_up(*store);
  const std::string run = plan_run(*store);
  review(*store, run, draft_of(run));
  const Draft draft = store->draft(run);
  CHECK(draft.content_sha256 == sha256("content"));
  CHECK(draft.snapshot_sha256 == sha256("facts"));
  REQUIRE(draft.artifacts.size() == 1);
  CHECK(draft.artifacts[0].path == "monthly.2026-09/report.pdf");
  REQUIRE(draft.mails.size() == 1);
  CHECK(draft.mails[0].message.kind == MailKind::report);
  CHECK(draft.mails[0].recipients.size() == 1);
}

TEST_CASE("a mail cannot get to a donor it was not made for", "[store]") {
  const StoreFolder folder;
  const auto store = folder.open();
  set_up(*store);
  const std::string run = plan_run(*store);
  store->advance(run, RunEvent::begin, daemon_deed);
  Draft draft = draft_of(run);
  draft.mails[0].message.donor = "other";
  CHECK_THROWS_WITH(store->keep_draft(run, draft, daemon_deed), Catch::Contains("another project or donor"));
  draft.mails[0].message.donor = "nmfa";
  draft.mails[0].recipients = {{internal_route().id, sha256("x")}};
  CHECK_THROWS_AS(store->keep_draft(run, draft, daemon_deed), Refused);
  CHECK(store->run(run).state == RunState::collecting);
}

TEST_CASE("holding a run holds what it sends; a correction stops it for good", "[store]") {
  const StoreFolder folder;
  const auto store = folder.open();
  set_up(*store);
  const std::string run =
      queued_run(*store, "monthly.2026-09", 0, {desk_route(), desk_route("second@donor.example")});
  const Lease first = claim_first(*store);
  REQUIRE(store->pass_barrier(first));
  store->record(first, accepted());

  store->advance(run, RunEvent::hold, nino);
  CHECK(store->due(october, 9).empty());
  CHECK(store->delivery(2).state == DeliveryState::held);
  CHECK_THROWS_WITH(store->settle(2, DeliveryEvent::release, nino),
                    "delivery 2 belongs to monthly.2026-09, which is held: it cannot be released");
  store->advance(run, RunEvent::release, nino);
  CHECK(store->due(october, 9).size() == 1);

  store->advance(run, RunEvent::supersede, nino);
  CHECK(store->delivery(1).state == DeliveryState::sent);
  CHECK(store->delivery(2).state == DeliveryState::superseded);
}

TEST_CASE("a held run whose mails were settled meanwhile is done once it is released", "[store]") {
  const StoreFolder folder;
  const auto store = folder.open();
  set_up(*store);
  const std::string run = queued_run(*store);
  store->advance(run, RunEvent::hold, nino);
  store->settle(1, DeliveryEvent::cancel, nino);
  store->advance(run, RunEvent::release, nino);
  CHECK(store->run(run).state == RunState::done);
}

TEST_CASE("what a sender holds is superseded once it comes back", "[store]") {
  const StoreFolder folder;
  const auto store = folder.open();
  set_up(*store);
  const std::string run = queued_run(*store);
  const Lease lease = claim_first(*store);
  store->advance(run, RunEvent::supersede, nino);
  CHECK(store->record(lease, {DeliveryEvent::put_off, october, "connect", 421}));
  CHECK(store->delivery(lease.delivery).state == DeliveryState::superseded);
}

TEST_CASE("what the donor's desk did is kept", "[store]") {
  const StoreFolder folder;
  const auto store = folder.open();
  set_up(*store);
  const std::string run = plan_run(*store);
  review(*store, run, draft_of(run));
  const Date day = *parse_iso_date("2026-10-08");
  CHECK_THROWS_AS(store->note_desk(run, {"submitted", day, "12/26"}, nino), Refused);
  store->approve(run, approval_of(*store, run));
  CHECK_THROWS_AS(store->note_desk(run, {"accepted", day}, nino), Refused);
  store->note_desk(run, {"submitted", day, "12/26"}, nino);
  CHECK(store->run(run).state == RunState::done);
  store->note_desk(run, {"sent_back", day, "", "attendance?"}, nino);
  REQUIRE(store->desk_events(run).size() == 2);
  CHECK(store->desk_events(run)[0].reference == "12/26");
  CHECK(store->desk_events(run)[1].note == "attendance?");
}
