#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/descriptor.hpp"

namespace kvali {

/// A stream socket that listens at a path; what lies there from a daemon that was killed is removed.  Throws
/// Error.
[[nodiscard]] Descriptor listen_at(const std::filesystem::path& path);

/// Connected to the path, or none.
[[nodiscard]] Descriptor connect_to(const std::filesystem::path& path);

/// Up to the end of the first line, without it; nothing if it does not come in time or is longer than
/// `longest` bytes.
[[nodiscard]] std::optional<std::string> read_line(int fd, std::size_t longest,
                                                   std::chrono::milliseconds time);

/// False if the other side does not take all of it in time.
[[nodiscard]] bool write_all(int fd, std::string_view bytes, std::chrono::milliseconds time);

/// The user at the other end, as the system knows it: a name, or a number where there is none.
[[nodiscard]] std::string peer_user(int fd);

}  // namespace kvali
