// Any text as subject, name, file name and address of a mail: refused, or composed into lines that no
// header can be smuggled into; any bytes as the answer of a token service.
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/text.hpp"
#include "deliver/mail.hpp"
#include "deliver/oauth_tokens.hpp"
#include "deliver/wire_text.hpp"
#include "scratch_file.hpp"

namespace {

using kvali::test::require;

void compose(const std::string& text) {
  try {
    kvali::Mail mail{.from = kvali::MailAddress("reports@example.org", text),
                     .to = {kvali::MailAddress("donor@example.org")},
                     .subject = kvali::HeaderValue(text, "the subject"),
                     .message_id = "<a@example.org>",
                     .date = {},
                     .text = text,
                     .attachments = {{text, "application/pdf", text}}};
    const std::string eml = kvali::compose_mail(mail);
    require(!kvali::bare_line_end(eml) && !kvali::has_eight_bit(eml));
    require(eml.size() <= kvali::composed_size(mail));
    for (std::string_view rest = eml; !rest.empty(); rest.remove_prefix(rest.find("\r\n") + 2)) {
      require(rest.find("\r\n") <= 78);
      if (rest.starts_with("\r\n")) break;
      const std::string_view name = rest.substr(0, rest.find(':'));
      require(rest.front() == ' ' || name == "From" || name == "To" || name == "Subject" || name == "Date" ||
              name == "Message-ID" || name == "Auto-Submitted" || name == "MIME-Version" ||
              name == "Content-Type");
    }
  } catch (const kvali::Error&) {
  }
}

void read_address(const std::string& text) {
  try {
    const kvali::MailAddress address(text);
    require(address.text().find_first_of(std::string_view("\0\r\n <>", 6)) == std::string::npos);
    require(kvali::MailAddress(address.text()).canonical() == address.canonical());
  } catch (const kvali::Error&) {
  }
  require(kvali::redact_addresses(text).size() <= text.size() * 4 + 4);
}

void read_token(const std::string& text) {
  try {
    static_cast<void>(kvali::read_token_answer(kvali::read_http_answer(text)));
  } catch (const kvali::Error& e) {
    require(kvali::is_valid_utf8(e.what()));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  compose(text);
  read_address(text);
  read_token(text);
  return 0;
}
