#include "deliver/smtp_extensions.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

namespace kvali {

namespace {

char upper_ascii(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

/// In capitals, parted by spaces.  Old servers write "AUTH=LOGIN".
std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words{{}};
  for (const char c : line) {
    const bool parts = c == ' ' || (c == '=' && words.front() == "AUTH");
    if (!parts) {
      words.back() += upper_ascii(c);
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

/// 0 stands for no limit (RFC 1870).
std::optional<std::size_t> read_limit(const std::string& text) {
  std::size_t limit = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), limit);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || limit == 0) return std::nullopt;
  return limit;
}

}  // namespace

SmtpExtensions read_extensions(const SmtpReply& ehlo) {
  SmtpExtensions out;
  for (std::size_t i = 1; i < ehlo.lines.size(); ++i) {
    const std::vector<std::string> words = words_of(ehlo.lines[i]);
    if (words.empty()) continue;
    const std::string& keyword = words.front();
    if (keyword == "STARTTLS") out.starttls = true;
    if (keyword == "8BITMIME") out.eight_bit_mime = true;
    if (keyword == "SMTPUTF8") out.smtputf8 = true;
    if (keyword == "AUTH") out.auth.insert(words.begin() + 1, words.end());
    if (keyword != "SIZE") continue;
    out.size = true;
    if (words.size() > 1) out.most_bytes = read_limit(words[1]);
  }
  return out;
}

}  // namespace kvali
