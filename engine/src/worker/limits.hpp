#pragma once

#include <cstdint>

namespace kvali {

/// What one report may take before it is ended.
struct WorkerLimits {
  /// Wall-clock seconds, without waiting for another run.  A million rows take less than twenty.
  int seconds = 300;
  /// Address space.  A hundred million cells fit; a thread's stack counts 8 MiB whether used or not.
  std::int64_t memory_mib = 4096;
  /// The longest file.  libxlsxwriter keeps sheets uncompressed in temporary files first.
  std::int64_t file_mib = 4096;
  int open_files = 512;
};

/// Puts the limits on this process and what it starts; a tighter one that is there stays.  Address space
/// is left alone in sanitizer builds, which map terabytes of shadow.  No core file is written: it would
/// hold the data of people.
void apply_limits(const WorkerLimits& limits);

}  // namespace kvali
