#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deliver/mail_address.hpp"
#include "deliver/secret.hpp"

namespace kvali {

/// What a server reports of one recipient (RFC 3464).
struct BouncedRecipient {
  std::string address;     ///< As reported; may be another than the one we sent to.
  std::string action;      ///< "failed", "delayed", "delivered", "relayed", "expanded".
  std::string status;      ///< "5.1.1".
  std::string diagnostic;  ///< "550 no such user", fit to be shown.
};

/// A report that a mail which had been accepted was not delivered after all, or is late.
struct Bounce {
  std::string message_id;  ///< Of our mail, where the report names it; else "".
  std::vector<BouncedRecipient> recipients;

  /// Has the mail failed for good?  A delay is none.
  [[nodiscard]] bool failed() const;
};

/// Reads a delivery report; nothing for any other mail.  Reports are sent by anybody: what one says is
/// believed only if it came to a bounce address of ours.
[[nodiscard]] std::optional<Bounce> read_bounce(std::string_view eml);

/// Where reports about a delivery go: "bounces+57.0123456789abcdef@domain", signed, so that nobody can
/// report a failure of a delivery whose address he has not seen.
[[nodiscard]] MailAddress bounce_address(std::int64_t delivery, const Secret& key, std::string_view domain);

/// The delivery that such an address names, if we have signed it.
[[nodiscard]] std::optional<std::int64_t> bounced_delivery(const MailAddress& address, const Secret& key);

}  // namespace kvali
