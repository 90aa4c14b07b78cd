#include <map>
#include <set>

#include "catch.hpp"
#include "store/delivery_state.hpp"
#include "store/run_state.hpp"

using namespace kvali;

namespace {

template <typename States, typename Events>
std::map<std::string, std::set<std::string>> followers(const States& states, const Events& events) {
  std::map<std::string, std::set<std::string>> all;
  for (const auto state : states)
    for (const auto event : events)
      if (const auto next = state_after(state, event); next && next != state)
        all[std::string(name_of(state))].insert(std::string(name_of(*next)));
  return all;
}

}  // namespace

TEST_CASE("a run leaves each state to these and no others", "[store]") {
  const std::map<std::string, std::set<std::string>> expected{
      {"planned", {"collecting", "skipped", "held"}},
      {"collecting", {"rendering", "draft", "failed", "planned"}},
      {"rendering", {"draft", "failed", "planned"}},
      {"draft", {"in_review", "superseded"}},
      {"in_review", {"approved", "rejected", "draft", "held", "superseded"}},
      {"approved", {"queued", "done", "draft", "held", "superseded"}},
      {"queued", {"done", "held", "superseded"}},
      {"held", {"superseded"}},  // And back to where it was.
      {"failed", {"collecting", "superseded"}}};
  CHECK(followers(all_run_states, all_run_events) == expected);
}

TEST_CASE("a held run goes back to where it was", "[store]") {
  CHECK(state_after(RunState::held, RunEvent::release, RunState::queued) == RunState::queued);
  CHECK_FALSE(state_after(RunState::queued, RunEvent::release, RunState::queued));
}

TEST_CASE("a delivery leaves each state to these and no others", "[store]") {
  const std::map<std::string, std::set<std::string>> expected{
      {"ready", {"leased", "held", "cancelled", "superseded", "uncertain"}},
      {"leased", {"final", "ready", "failed", "uncertain"}},
      {"final", {"sent", "ready", "failed", "uncertain"}},
      {"sent", {"bounced"}},
      {"uncertain", {"sent", "ready", "cancelled", "bounced"}},
      {"failed", {"ready", "cancelled", "superseded", "uncertain"}},
      {"held", {"ready", "cancelled", "superseded", "uncertain"}}};
  CHECK(followers(all_delivery_states, all_delivery_events) == expected);
}

TEST_CASE("what was sent can never become ready again by itself", "[store]") {
  for (const DeliveryEvent event : all_delivery_events)
    CHECK(state_after(DeliveryState::sent, event) != DeliveryState::ready);
  // Nor what may have been: only the relay's own word and a person make it so.
  for (const DeliveryEvent event : all_delivery_events) {
    if (state_after(DeliveryState::final, event) == DeliveryState::ready)
      CHECK(event == DeliveryEvent::put_off);
    if (state_after(DeliveryState::uncertain, event) == DeliveryState::ready)
      CHECK(event == DeliveryEvent::resend);
  }
}

TEST_CASE("every state has a name that is found again, every event words", "[store]") {
  for (const RunState state : all_run_states) CHECK(run_state_of(name_of(state)) == state);
  for (const DeliveryState state : all_delivery_states) CHECK(delivery_state_of(name_of(state)) == state);
  for (const RunEvent event : all_run_events) CHECK_FALSE(participle_of(event).empty());
  for (const DeliveryEvent event : all_delivery_events) CHECK_FALSE(participle_of(event).empty());
}
