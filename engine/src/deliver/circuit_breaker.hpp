#pragma once

#include <chrono>

namespace kvali {

/// Lets a relay alone that fails again and again, and sends one mail now and then to see whether it is
/// back.  Without it every mail in the outbox would wait for its own timeout.
class CircuitBreaker {
 public:
  struct Settings {
    int failures = 3;  ///< In a row; then the relay is paused.
    std::chrono::seconds first_pause = std::chrono::minutes{1};
    std::chrono::seconds longest_pause = std::chrono::minutes{30};  ///< Pauses double up to it.
  };

  CircuitBreaker() = default;
  explicit CircuitBreaker(const Settings& settings) : settings_(settings) {}

  /// May a mail go there now?  During a pause no; after it to one, until that one's end is known.
  [[nodiscard]] bool allows(std::chrono::sys_seconds now);
  void succeeded();
  void failed(std::chrono::sys_seconds now);
  /// It was allowed and not tried after all.
  void not_tried() { probing_ = false; }

  [[nodiscard]] bool paused() const { return failures_ >= settings_.failures; }
  /// Meaningful while paused().
  [[nodiscard]] std::chrono::sys_seconds paused_until() const { return until_; }

 private:
  [[nodiscard]] std::chrono::seconds pause() const;

  Settings settings_;
  int failures_ = 0;
  bool probing_ = false;
  std::chrono::sys_seconds until_{};
};

}  // namespace kvali
