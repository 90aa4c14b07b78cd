#pragma once

#include <filesystem>
#include <utility>

#include "base/clock.hpp"

namespace kvali {

/// The time that stands in a file, as "2026-10-05T05:00:00Z": for trying out what a month's turn brings.
/// What cannot be read is the time it was before.
class FileClock final : public Clock {
 public:
  /// Throws Error if no time stands there.
  explicit FileClock(std::filesystem::path file);
  [[nodiscard]] Instant now() const override;

 private:
  std::filesystem::path file_;
  Instant first_;
};

}  // namespace kvali
