#include "store/run_state.hpp"

#include <algorithm>
#include <utility>

namespace kvali {

namespace {

struct Transition {
  RunState from;
  RunEvent event;
  RunState to;
};

using S = RunState;
using E = RunEvent;

constexpr std::array transitions{
    Transition{S::planned, E::begin, S::collecting},
    Transition{S::planned, E::skip, S::skipped},
    Transition{S::planned, E::hold, S::held},
    Transition{S::collecting, E::render, S::rendering},
    Transition{S::collecting, E::keep_draft, S::draft},
    Transition{S::collecting, E::fail, S::failed},
    Transition{S::collecting, E::restart, S::planned},
    Transition{S::rendering, E::keep_draft, S::draft},
    Transition{S::rendering, E::fail, S::failed},
    Transition{S::rendering, E::restart, S::planned},
    Transition{S::draft, E::keep_draft, S::draft},
    Transition{S::draft, E::ask_review, S::in_review},
    Transition{S::draft, E::supersede, S::superseded},
    Transition{S::in_review, E::approve, S::approved},
    Transition{S::in_review, E::reject, S::rejected},
    Transition{S::in_review, E::change, S::draft},
    Transition{S::in_review, E::hold, S::held},
    Transition{S::in_review, E::supersede, S::superseded},
    Transition{S::approved, E::queue, S::queued},
    Transition{S::approved, E::submit, S::done},
    Transition{S::approved, E::change, S::draft},
    Transition{S::approved, E::hold, S::held},
    Transition{S::approved, E::supersede, S::superseded},
    Transition{S::queued, E::complete, S::done},
    Transition{S::queued, E::hold, S::held},
    Transition{S::queued, E::supersede, S::superseded},
    Transition{S::held, E::supersede, S::superseded},
    Transition{S::failed, E::retry, S::collecting},
    Transition{S::failed, E::supersede, S::superseded},
};

constexpr std::array<std::pair<S, std::string_view>, all_run_states.size()> state_names{
    {{S::planned, "planned"},
     {S::collecting, "collecting"},
     {S::rendering, "rendering"},
     {S::draft, "draft"},
     {S::in_review, "in_review"},
     {S::approved, "approved"},
     {S::queued, "queued"},
     {S::done, "done"},
     {S::held, "held"},
     {S::failed, "failed"},
     {S::rejected, "rejected"},
     {S::superseded, "superseded"},
     {S::skipped, "skipped"}}};

struct EventWords {
  std::string_view name, participle;
};

constexpr EventWords words_of(RunEvent event) {
  switch (event) {
    case E::begin:
      return {"begin", "begun"};
    case E::render:
      return {"render", "rendered"};
    case E::keep_draft:
      return {"keep_draft", "kept as a draft"};
    case E::ask_review:
      return {"ask_review", "put up for review"};
    case E::approve:
      return {"approve", "approved"};
    case E::reject:
      return {"reject", "rejected"};
    case E::change:
      return {"change", "changed"};
    case E::queue:
      return {"queue", "queued"};
    case E::submit:
      return {"submit", "handed in by hand"};
    case E::complete:
      return {"complete", "completed"};
    case E::fail:
      return {"fail", "failed"};
    case E::retry:
      return {"retry", "tried again"};
    case E::hold:
      return {"hold", "held"};
    case E::release:
      return {"release", "released"};
    case E::supersede:
      return {"supersede", "superseded"};
    case E::skip:
      return {"skip", "skipped"};
    case E::restart:
      return {"restart", "begun again"};
  }
  return {};
}

}  // namespace

std::string_view name_of(RunState state) {
  return state_names[std::size_t(state)].second;
}

std::optional<RunState> run_state_of(std::string_view name) {
  for (const auto& [state, word] : state_names)
    if (word == name) return state;
  return std::nullopt;
}

std::string_view name_of(RunEvent event) {
  return words_of(event).name;
}

std::string_view participle_of(RunEvent event) {
  return words_of(event).participle;
}

std::optional<RunState> state_after(RunState state, RunEvent event, std::optional<RunState> held_from) {
  if (state == S::held && event == E::release) return held_from;
  for (const Transition& transition : transitions)
    if (transition.from == state && transition.event == event) return transition.to;
  return std::nullopt;
}

}  // namespace kvali
