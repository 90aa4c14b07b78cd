#include "worker/limits.hpp"

#include <sys/resource.h>

#include <algorithm>

namespace kvali {

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif
#else
constexpr bool sanitized = false;
#endif

/// The wall clock is the limit meant; this one holds where nobody is left to look at it.  Several threads
/// use more seconds than pass.
constexpr rlim_t cpu_seconds_per_second = 8;

void lower(decltype(RLIMIT_AS) what, rlim_t value) {
  struct rlimit now {};
  if (::getrlimit(what, &now) != 0) return;
  value = std::min({value, now.rlim_cur, now.rlim_max});
  now = {value, value};
  ::setrlimit(what, &now);
}

}  // namespace

void apply_limits(const WorkerLimits& limits) {
  const auto mib = [](std::int64_t n) { return rlim_t(n) << 20; };
  if (!sanitized) lower(RLIMIT_AS, mib(limits.memory_mib));
  lower(RLIMIT_CPU, rlim_t(limits.seconds) * cpu_seconds_per_second);
  lower(RLIMIT_FSIZE, mib(limits.file_mib));
  lower(RLIMIT_NOFILE, rlim_t(limits.open_files));
  lower(RLIMIT_CORE, 0);
}

}  // namespace kvali
