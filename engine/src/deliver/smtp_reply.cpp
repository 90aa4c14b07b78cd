#include "deliver/smtp_reply.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "deliver/header_value.hpp"

namespace kvali {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool begins_with_code(std::string_view line) {
  return line.size() >= 3 && line[0] >= '2' && line[0] <= '5' && is_digit(line[1]) && is_digit(line[2]) &&
         (line.size() == 3 || line[3] == ' ' || line[3] == '-');
}

/// RFC 3463: class, subject and detail, where the class is that of the reply.
std::string enhanced_code(std::string_view text, int code) {
  const std::string_view word = text.substr(0, text.find(' '));
  const auto is_part = [](std::string_view part) {
    return !part.empty() && part.size() <= 3 && std::all_of(part.begin(), part.end(), is_digit);
  };
  const std::size_t first = word.find('.');
  const std::size_t second = first == word.npos ? first : word.find('.', first + 1);
  if (second == word.npos || first != 1 || word[0] - '0' != code / 100) return {};
  if (!is_part(word.substr(2, second - 2)) || !is_part(word.substr(second + 1))) return {};
  return std::string(word);
}

}  // namespace

std::string SmtpReply::text() const {
  std::string out;
  for (const std::string& line : lines) out += (out.empty() ? "" : " ") + line;
  return printable(out);
}

std::optional<SmtpReply> SmtpReplyReader::feed(std::string_view bytes) {
  rest_ += bytes;
  for (;;) {
    const std::size_t end = rest_.find('\n');
    if (std::min(end, rest_.size()) > longest_line)
      throw Error(fmt::format("the server's reply has a line longer than {} bytes", longest_line));
    if (end == rest_.npos) return std::nullopt;
    std::string line = rest_.substr(0, end);
    rest_.erase(0, end + 1);
    size_ += end + 1;
    if (line.ends_with('\r')) line.pop_back();
    if (size_ > longest_reply)
      throw Error(fmt::format("the server's reply is longer than {} bytes", longest_reply));
    if (!take_line(line)) continue;
    size_ = 0;
    return std::exchange(reply_, {});
  }
}

bool SmtpReplyReader::take_line(std::string_view line) {
  if (!begins_with_code(line))
    throw Error(fmt::format("the server's reply has no code: \"{}\"", printable(line, 100)));
  const int code = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
  const std::string_view text = line.size() > 4 ? line.substr(4) : std::string_view{};
  if (reply_.lines.empty()) {
    reply_.code = code;
    reply_.enhanced = enhanced_code(text, code);
  } else if (reply_.code != code) {
    throw Error(fmt::format("the server's reply changes its code from {} to {}", reply_.code, code));
  }
  reply_.lines.push_back(printable(text, longest_line));
  return line.size() == 3 || line[3] == ' ';
}

}  // namespace kvali
