#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "deliver/mail_address.hpp"

namespace kvali {

/// What a message is about.  Two messages with the same facts are one message.
struct MessageFacts {
  std::string run_id;
  std::string period_begin;  ///< "2026-10-01".
  std::string period_end;
  std::string donor;
  std::string content_sha256;  ///< Of attachments, subject and texts; not of the recipients.
  std::string kind;            ///< "report", "correction", "review", "reminder", "alert".
};

/// Names a message by its facts: 64 hexadecimal digits.
[[nodiscard]] std::string message_key(const MessageFacts& facts);

/// Names the delivery of a message to a mailbox.  A store that holds it once sends it once.
[[nodiscard]] std::string delivery_key(std::string_view message_key, const MailAddress& recipient);

/// The header Message-ID, the same on every try: "<32 digits of the key.r2@domain>".
[[nodiscard]] std::string message_id(std::string_view message_key, int revision, std::string_view domain);

/// Throws Error unless it is "<...@...>" without white space.
void check_message_id(std::string_view id);

/// What an approval binds: the content, and to whom which bytes go.  The order of recipients does not matter.
[[nodiscard]] std::string release_hash(std::string_view content_sha256,
                                       std::vector<std::pair<MailAddress, std::string>> eml_sha256);

/// Texts of which no two lists share a hash, because each tells its length.
[[nodiscard]] std::string hash_of_list(const std::vector<std::string>& texts);

}  // namespace kvali
