#include "deliver/circuit_breaker.hpp"

#include <algorithm>

namespace kvali {

bool CircuitBreaker::allows(std::chrono::sys_seconds now) {
  if (!paused()) return true;
  // A clock that was set back must not make the pause longer than it can be.
  until_ = std::min(until_, now + pause());
  if (now < until_ || probing_) return false;
  probing_ = true;
  return true;
}

void CircuitBreaker::succeeded() {
  failures_ = 0;
  probing_ = false;
}

void CircuitBreaker::failed(std::chrono::sys_seconds now) {
  ++failures_;
  probing_ = false;
  if (paused()) until_ = now + pause();
}

std::chrono::seconds CircuitBreaker::pause() const {
  std::chrono::seconds pause = settings_.first_pause;
  for (int i = settings_.failures; i < failures_ && pause < settings_.longest_pause; ++i) pause *= 2;
  return std::min(pause, settings_.longest_pause);
}

}  // namespace kvali
