#pragma once

#include <signal.h>

#include "base/descriptor.hpp"

namespace kvali {

/// While it lives, SIGINT, SIGTERM and SIGHUP do not end the program but wait to be taken; one that is
/// ignored stays so.  For a program of one thread.
class SignalWatch {
 public:
  SignalWatch();
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;
  ~SignalWatch();

  /// Readable when a signal came.
  [[nodiscard]] int descriptor() const { return fd_.get(); }
  /// The signal that came, 0 for none.  Does not wait.
  [[nodiscard]] int take();

 private:
  sigset_t before_{};
  Descriptor fd_;
};

}  // namespace kvali
