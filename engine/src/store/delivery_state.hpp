#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace kvali {

/// Where a mail to one recipient stands.
enum class DeliveryState : std::uint8_t {
  ready,      ///< To be sent when it is due.
  leased,     ///< A sender is at it; provably not sent.
  final,      ///< All is on the wire but the last dot; the answer to it is outstanding.
  sent,       ///< The relay took it.
  uncertain,  ///< Nobody knows whether the relay took it: a person decides.
  failed,     ///< Refused, or tried for too long.
  held,
  cancelled,
  superseded,  ///< Not sent, because a correction replaces it.
  bounced,     ///< Sent back after it was taken.
};

inline constexpr std::array all_delivery_states{
    DeliveryState::ready,      DeliveryState::leased, DeliveryState::final, DeliveryState::sent,
    DeliveryState::uncertain,  DeliveryState::failed, DeliveryState::held,  DeliveryState::cancelled,
    DeliveryState::superseded, DeliveryState::bounced};

/// What can happen to a delivery.
enum class DeliveryEvent : std::uint8_t {
  claim,
  barrier,  ///< Committed before the last dot.
  accept,
  put_off,  ///< Provably not sent, to be tried again.
  fail,
  lose,  ///< The answer to the dot did not come.
  hold,
  release,
  resend,
  cancel,
  confirm,  ///< A person found that it had arrived.
  supersede,
  bounce,
  restart,  ///< The daemon ended in the midst of it.
  restore,  ///< The store is an old copy: what was sent since is unknown.
};

inline constexpr std::array all_delivery_events{
    DeliveryEvent::claim,  DeliveryEvent::barrier, DeliveryEvent::accept,  DeliveryEvent::put_off,
    DeliveryEvent::fail,   DeliveryEvent::lose,    DeliveryEvent::hold,    DeliveryEvent::release,
    DeliveryEvent::resend, DeliveryEvent::cancel,  DeliveryEvent::confirm, DeliveryEvent::supersede,
    DeliveryEvent::bounce, DeliveryEvent::restart, DeliveryEvent::restore};

[[nodiscard]] std::string_view name_of(DeliveryState state);
[[nodiscard]] std::optional<DeliveryState> delivery_state_of(std::string_view name);
[[nodiscard]] std::string_view name_of(DeliveryEvent event);
[[nodiscard]] std::string_view participle_of(DeliveryEvent event);

/// The state after the event, or nothing where it is not allowed.
[[nodiscard]] std::optional<DeliveryState> state_after(DeliveryState state, DeliveryEvent event);

/// Does nobody have to do anything about it any more?
[[nodiscard]] bool is_settled(DeliveryState state);

}  // namespace kvali
