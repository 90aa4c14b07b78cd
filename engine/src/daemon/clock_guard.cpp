#include "daemon/clock_guard.hpp"

#include <algorithm>

#include "schedule/planner.hpp"

namespace kvali {

namespace {

constexpr std::chrono::days longest_absence{31};

}  // namespace

ClockGuard::ClockGuard(Instant last_seen, Instant now, std::chrono::seconds running)
    : seen_(now - last_seen <= longest_absence ? std::max(last_seen, now) : last_seen), running_(running) {}

bool ClockGuard::believes(Instant now, std::chrono::seconds running) {
  const std::lock_guard lock(mutex_);
  if (now - seen_ > running - running_ + most_forward && !confirmed_) {
    doubt_ = "the clock jumped from " + iso_text(seen_) + " to " + iso_text(now) + ": nothing is planned";
    return false;
  }
  confirmed_ = false;
  doubt_.clear();
  if (now <= seen_) return true;
  seen_ = now;
  running_ = running;
  return true;
}

void ClockGuard::confirm() {
  const std::lock_guard lock(mutex_);
  confirmed_ = !doubt_.empty();
}

std::string ClockGuard::doubt() const {
  const std::lock_guard lock(mutex_);
  return doubt_;
}

}  // namespace kvali
