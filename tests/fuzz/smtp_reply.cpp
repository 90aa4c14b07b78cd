// Any bytes as what a server says, in pieces of any size: replies that can be shown, or an error, the same
// whatever the pieces.
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"
#include "deliver/smtp_extensions.hpp"
#include "deliver/smtp_reply.hpp"
#include "scratch_file.hpp"

namespace {

using kvali::test::require;

void look_at(const kvali::SmtpReply& reply) {
  require(reply.code >= 200 && reply.code <= 599 && !reply.lines.empty());
  require(reply.enhanced.empty() || reply.enhanced.front() - '0' == reply.code / 100);
  const std::string text = reply.text();
  require(kvali::is_valid_utf8(text) && text.size() <= 500);
  require(text.find_first_of(std::string_view("\0\r\n\x1B", 4)) == text.npos);
  static_cast<void>(kvali::read_extensions(reply));
}

/// The replies as text, "error" behind them if it ended in one.
std::vector<std::string> replies(std::string_view bytes, std::size_t piece) {
  std::vector<std::string> out;
  kvali::SmtpReplyReader reader;
  try {
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
      auto reply = reader.feed(bytes.substr(at, piece));
      for (; reply; reply = reader.feed({})) {
        look_at(*reply);
        out.push_back(std::to_string(reply->code) + reply->enhanced + reply->text());
      }
    }
  } catch (const kvali::Error&) {
    out.emplace_back("error");
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  require(replies(bytes, 1) == replies(bytes, std::size_t{data[0]} + 1));
  return 0;
}
