#pragma once

#include <functional>

#include "store_sample.hpp"

namespace kvali::test {

/// A relay that says what came of the last dot.
using Relay = std::function<DeliveryResult(const DeliveryRecord&)>;

/// Sends all that is due, as the daemon does: claim, body, barrier, dot, record.
inline void send_all(Store& store, const Relay& relay) {
  for (auto due = store.due(october, 10); !due.empty(); due = store.due(october, 10))
    for (const DeliveryRecord& delivery : due) {
      const auto lease = store.claim(delivery, "sender", october + std::chrono::hours{1});
      if (!lease || !store.pass_barrier(*lease)) continue;
      store.record(*lease, relay(delivery));
    }
}

/// Takes a run on from wherever it stands until its deliveries are there.
inline void take_on(Store& store, const std::string& run, const std::vector<RouteRecord>& routes) {
  while (true) {
    switch (store.run(run).state) {
      case RunState::planned:
        store.advance(run, RunEvent::begin, daemon_deed);
        break;
      case RunState::collecting:
        store.advance(run, RunEvent::render, daemon_deed);
        break;
      case RunState::rendering:
        store.keep_draft(run, draft_of(run, routes), daemon_deed);
        break;
      case RunState::draft:
        store.advance(run, RunEvent::ask_review, daemon_deed);
        break;
      case RunState::in_review:
        store.approve(run, approval_of(store, run));
        break;
      case RunState::approved:
        store.queue(run, october, daemon_deed);
        break;
      default:
        return;
    }
  }
}

}  // namespace kvali::test
