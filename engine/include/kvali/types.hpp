// kvali/types.hpp - the types of options and cells that C++ has no own type for.  Not part of the ABI.
#pragma once

#include <cerrno>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>

namespace kvali {

// ---- column formats ----
inline constexpr const char* int64 = "l";
inline constexpr const char* float64 = "g";
inline constexpr const char* utf8 = "u";
inline constexpr const char* boolean = "b";
inline constexpr const char* date32 = "tdD";
inline constexpr const char* timestamp_us = "tsu:UTC";

// ---- option and cell types that C++ has no own type for ----
struct Date {
  int32_t days = 0;  ///< Since 1970-01-01.
};
struct Timestamp {
  int64_t us = 0;  ///< Microseconds since 1970-01-01T00:00:00Z.
};
struct File {
  std::string path;  ///< Absolute; exists and is readable.
};
struct Secret {
  std::string value;  ///< Never log, never store.
};
struct Url {
  std::string text;  ///< Absolute http(s) URL.
};

/// An expected failure that the user can mend: what, where ("plan.csv:12:3"), errno value.
struct Error : std::runtime_error {
  int code;
  std::string where;
  explicit Error(const std::string& message, std::string at = {}, int errno_value = EINVAL)
      : std::runtime_error(message), code(errno_value), where(std::move(at)) {}
};

/// What describes a component; the texts are literals.
struct Info {
  const char* name;
  const char* summary;
  const char* extension = nullptr;   ///< Renderer: file extension without the dot.
  const char* media_type = nullptr;  ///< Renderer.
  uint32_t needs = 0;                ///< KVALI_NEEDS_*
  const char* doc = nullptr;         ///< CommonMark; the summary if absent.
};
}  // namespace kvali
