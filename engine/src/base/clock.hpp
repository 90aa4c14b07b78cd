#pragma once

#include "base/instant.hpp"

namespace kvali {

/// Where the time comes from.  Nothing else in Kvali asks what time it is, so that tests move the clock as
/// they like and reports do not depend on when they are made.
class Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;

  [[nodiscard]] virtual Instant now() const = 0;
};

/// The clock of the machine.  May be asked from any thread.
class SystemClock : public Clock {
 public:
  [[nodiscard]] Instant now() const override;
};

}  // namespace kvali
