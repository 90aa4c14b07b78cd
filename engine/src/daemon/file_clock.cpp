#include "daemon/file_clock.hpp"

#include <optional>
#include <string>

#include "base/error.hpp"
#include "base/file_system.hpp"

namespace kvali {

namespace {

std::optional<Instant> read_time(const std::filesystem::path& file) {
  constexpr std::size_t longest = 100;
  const std::string text = read_file(file, longest);
  return parse_instant(text.substr(0, text.find_first_of("\r\n")));
}

}  // namespace

FileClock::FileClock(std::filesystem::path file) : file_(std::move(file)) {
  const auto time = read_time(file_);
  if (!time) throw Error("no time stands in " + file_.string(), "write it as 2026-10-05T05:00:00Z");
  first_ = *time;
}

Instant FileClock::now() const {
  try {
    return read_time(file_).value_or(first_);
  } catch (const Error&) {
    return first_;
  }
}

}  // namespace kvali
