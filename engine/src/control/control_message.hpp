#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kvali {

/// What a person asks the daemon to do: the words of the command line.
struct ControlRequest {
  std::string command;                            ///< "approve".
  std::map<std::string, std::string> words = {};  ///< "run", "why", "release" ...

  /// "" if it was not given.
  [[nodiscard]] std::string word(const std::string& name) const;
};

/// What the daemon says to it.
struct ControlAnswer {
  std::vector<std::string> lines;  ///< For standard output.
  std::string error;               ///< "" if it was done.
  std::string hint;
};

/// Longest line of either kind; the daemon reads no further.
inline constexpr std::size_t longest_request = 64u << 10;
inline constexpr std::size_t longest_answer = 16u << 20;

// Each is one line of JSON with its end.

[[nodiscard]] std::string to_line(const ControlRequest& request);
[[nodiscard]] std::string to_line(const ControlAnswer& answer);
/// Nothing for anything else.
[[nodiscard]] std::optional<ControlRequest> parse_request(std::string_view line);
[[nodiscard]] std::optional<ControlAnswer> parse_answer(std::string_view line);

}  // namespace kvali
