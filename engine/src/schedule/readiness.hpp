#pragma once

#include "schedule/schedule.hpp"

namespace kvali {

/// What is to be done about an occurrence now.
enum class Readiness : std::uint8_t {
  early,    ///< It is not due.
  wait,     ///< Due, and its sources are not complete.
  ready,    ///< Due, and nothing to wait for.
  overdue,  ///< Its sources are not complete, and it cannot wait any longer: make it and say what is missing.
};

/// Until when the occurrence may wait for its sources; nothing if it does not wait.
[[nodiscard]] std::optional<Instant> latest_start(const Schedule& schedule, const Occurrence& occurrence);

/// `now` is the time it is, `sources_complete` what is known of the data.
[[nodiscard]] Readiness readiness(const Schedule& schedule, const Occurrence& occurrence, Instant now,
                                  bool sources_complete);

}  // namespace kvali
