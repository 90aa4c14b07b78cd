// Any bytes as a mail that came back: a report of a bounce that can be shown, or nothing.
#include <string_view>

#include "base/text.hpp"
#include "deliver/bounce.hpp"
#include "scratch_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using kvali::test::require;
  const auto shown = [](const std::string& text) {
    require(kvali::is_valid_utf8(text) && text.find_first_of("\r\n\x1B") == std::string::npos);
  };
  const auto bounce = kvali::read_bounce({reinterpret_cast<const char*>(data), size});
  if (!bounce) return 0;
  shown(bounce->message_id);
  require(!bounce->recipients.empty() && bounce->recipients.size() <= 100);
  for (const kvali::BouncedRecipient& one : bounce->recipients) {
    for (const std::string* text : {&one.address, &one.action, &one.status, &one.diagnostic}) shown(*text);
  }
  return 0;
}
