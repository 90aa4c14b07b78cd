#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "deliver/header_value.hpp"
#include "deliver/mail_address.hpp"

namespace kvali {

/// A file of a mail.
struct Attachment {
  std::string name;        ///< As the reader sees it; see check_file_name().
  std::string media_type;  ///< "application/pdf".
  std::string bytes;
};

/// Everything of a mail.  Nothing else, no clock and no chance, has a part in its bytes.
struct Mail {
  MailAddress from;
  std::vector<MailAddress> to;
  std::optional<MailAddress> reply_to = {};
  HeaderValue subject;
  std::string message_id;          ///< "<...@...>", see message_id().
  std::chrono::sys_seconds date;   ///< When it was composed, not when it is sent.
  std::chrono::minutes offset{0};  ///< Of the sender's zone from UTC, for the header Date.
  std::string in_reply_to = {};    ///< The message that this one corrects; may be empty.
  std::vector<std::string> references = {};
  std::string text;       ///< UTF-8; lines may end in LF or CRLF.
  std::string html = {};  ///< The same for programs that show HTML; may be empty.
  std::vector<Attachment> attachments = {};
};

/// The bytes of an .eml: RFC 5322 with CRLF, 7-bit except where an address needs SMTPUTF8.  The same mail
/// gives the same bytes.  Throws Error for what no mail may hold.
///
///     multipart/mixed( multipart/alternative( text/plain, text/html ), attachments... )
///
/// with the levels left out that would hold one part.
[[nodiscard]] std::string compose_mail(const Mail& mail);

/// What a person approves when approving the mail: subject, texts and files, not the recipients, so that
/// one more of them does not change the keys of mails already sent.
[[nodiscard]] std::string content_hash(const Mail& mail);

/// How large the composed mail will be, with base64 counted, to within the few kilobytes of its headers.
[[nodiscard]] std::size_t composed_size(const Mail& mail);

/// Throws Error, naming the largest attachment, where a mail is larger than the relay or the donor takes.
void check_size(const Mail& mail, std::size_t most_bytes);

}  // namespace kvali
