#include "store/delivery_state.hpp"

#include <utility>

namespace kvali {

namespace {

struct Transition {
  DeliveryState from;
  DeliveryEvent event;
  DeliveryState to;
};

using S = DeliveryState;
using E = DeliveryEvent;

constexpr std::array transitions{
    Transition{S::ready, E::claim, S::leased},       Transition{S::ready, E::hold, S::held},
    Transition{S::ready, E::cancel, S::cancelled},   Transition{S::ready, E::supersede, S::superseded},
    Transition{S::ready, E::restore, S::uncertain},  Transition{S::leased, E::barrier, S::final},
    Transition{S::leased, E::put_off, S::ready},     Transition{S::leased, E::fail, S::failed},
    Transition{S::leased, E::restart, S::ready},     Transition{S::leased, E::restore, S::uncertain},
    Transition{S::final, E::accept, S::sent},        Transition{S::final, E::put_off, S::ready},
    Transition{S::final, E::fail, S::failed},        Transition{S::final, E::lose, S::uncertain},
    Transition{S::final, E::restart, S::uncertain},  Transition{S::final, E::restore, S::uncertain},
    Transition{S::sent, E::bounce, S::bounced},      Transition{S::uncertain, E::confirm, S::sent},
    Transition{S::uncertain, E::resend, S::ready},   Transition{S::uncertain, E::cancel, S::cancelled},
    Transition{S::uncertain, E::bounce, S::bounced}, Transition{S::failed, E::resend, S::ready},
    Transition{S::failed, E::cancel, S::cancelled},  Transition{S::failed, E::supersede, S::superseded},
    Transition{S::failed, E::restore, S::uncertain}, Transition{S::held, E::release, S::ready},
    Transition{S::held, E::cancel, S::cancelled},    Transition{S::held, E::supersede, S::superseded},
    Transition{S::held, E::restore, S::uncertain},
};

constexpr std::array<std::pair<S, std::string_view>, all_delivery_states.size()> state_names{
    {{S::ready, "ready"},
     {S::leased, "leased"},
     {S::final, "final"},
     {S::sent, "sent"},
     {S::uncertain, "uncertain"},
     {S::failed, "failed"},
     {S::held, "held"},
     {S::cancelled, "cancelled"},
     {S::superseded, "superseded"},
     {S::bounced, "bounced"}}};

struct EventWords {
  std::string_view name, participle;
};

constexpr EventWords words_of(DeliveryEvent event) {
  switch (event) {
    case E::claim:
      return {"claim", "claimed"};
    case E::barrier:
      return {"barrier", "sent"};
    case E::accept:
      return {"accept", "accepted"};
    case E::put_off:
      return {"put_off", "put off"};
    case E::fail:
      return {"fail", "failed"};
    case E::lose:
      return {"lose", "lost sight of"};
    case E::hold:
      return {"hold", "held"};
    case E::release:
      return {"release", "released"};
    case E::resend:
      return {"resend", "sent again"};
    case E::cancel:
      return {"cancel", "cancelled"};
    case E::confirm:
      return {"confirm", "confirmed"};
    case E::supersede:
      return {"supersede", "superseded"};
    case E::bounce:
      return {"bounce", "bounced"};
    case E::restart:
      return {"restart", "begun again"};
    case E::restore:
      return {"restore", "doubted"};
  }
  return {};
}

}  // namespace

std::string_view name_of(DeliveryState state) {
  return state_names[std::size_t(state)].second;
}

std::optional<DeliveryState> delivery_state_of(std::string_view name) {
  for (const auto& [state, word] : state_names)
    if (word == name) return state;
  return std::nullopt;
}

std::string_view name_of(DeliveryEvent event) {
  return words_of(event).name;
}

std::string_view participle_of(DeliveryEvent event) {
  return words_of(event).participle;
}

std::optional<DeliveryState> state_after(DeliveryState state, DeliveryEvent event) {
  for (const Transition& transition : transitions)
    if (transition.from == state && transition.event == event) return transition.to;
  return std::nullopt;
}

bool is_settled(DeliveryState state) {
  return state == S::sent || state == S::cancelled || state == S::superseded || state == S::bounced;
}

}  // namespace kvali
