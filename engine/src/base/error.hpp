#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace kvali {

/// This cannot go on: disk full, plugin missing, setting impossible.  Caught by a CLI command, a
/// daemon run and the C border only.
class Error : public std::runtime_error {
 public:
  explicit Error(const std::string& message, std::string hint = {})
      : std::runtime_error(message), hint_(std::move(hint)) {}
  [[nodiscard]] const std::string& hint() const { return hint_; }

 private:
  std::string hint_;
};

/// The command line was used wrongly: exit code 2.
class UsageError : public Error {
  using Error::Error;
};

}  // namespace kvali
