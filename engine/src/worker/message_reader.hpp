#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "worker/message.hpp"

namespace kvali {

/// Most of what a worker may tell.  A run with the most findings Kvali keeps stays far below.
struct MessageLimits {
  std::size_t line_bytes = 1u << 20;
  std::size_t lines = 200'000;
  std::size_t total_bytes = 128u << 20;
};

/// Cuts the bytes of a worker into messages.  What comes from there is not trusted: a plugin shares its
/// memory and its descriptors.
class MessageReader {
 public:
  explicit MessageReader(const MessageLimits& limits = {}) : limits_(limits) {}

  /// The messages that are complete now, in order.  After a breach there are none, ever.
  [[nodiscard]] std::vector<WorkerMessage> feed(std::string_view bytes);

  /// What was against the rules, e.g. "a line longer than 1048576 bytes"; "" while nothing is.
  [[nodiscard]] const std::string& breach() const { return breach_; }

 private:
  void take_line(std::string_view line, std::vector<WorkerMessage>& out);

  MessageLimits limits_;
  std::string rest_;  ///< The line that has begun.
  std::size_t lines_ = 0;
  std::size_t bytes_ = 0;
  std::string breach_;
};

}  // namespace kvali
