#pragma once

#include <string>

namespace kvali::test {

/// SQLite's file layer with a disk that fails at a call of one's choice, and never waits for the disk.
class FailingDisk {
 public:
  enum class Fault { none, write_error, full, read_error };

  /// Registers the layer under name(), once for the process.
  FailingDisk();

  [[nodiscard]] static std::string name() { return "failing"; }

  /// The n-th call of the kind from now on fails, the first being 1, and all after it if `from_then_on`.  A
  /// write that fails leaves half of its bytes.
  static void fail(Fault fault, int nth, bool from_then_on);
  static void heal() { fail(Fault::none, 0, false); }
  /// Has it failed since?
  [[nodiscard]] static bool has_failed();
};

}  // namespace kvali::test
