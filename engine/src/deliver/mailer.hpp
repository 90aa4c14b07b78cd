#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deliver/mail_address.hpp"

namespace kvali {

/// What is known of a mail to one recipient after a try.
enum class Outcome : std::uint8_t {
  accepted,   ///< The server took it: 2xx to the final dot.
  temporary,  ///< The server refused it for now.
  permanent,  ///< The server refused it for good, or it can never be sent as it is.
  uncertain,  ///< The dot was sent and no answer came: nobody knows (RFC 1047).
  not_sent,   ///< The connection failed before the dot: the server must have dropped it.
};

/// "accepted", "temporary", "permanent", "uncertain", "not_sent".
[[nodiscard]] std::string_view name_of(Outcome outcome);

/// The same mail to one recipient.
struct Delivered {
  std::string address;
  Outcome outcome = Outcome::not_sent;
  /// The step that decided: "validate", "connect", "tls", "banner", "ehlo", "starttls", "auth", "mail",
  /// "rcpt", "data", "body", "barrier", "final".
  std::string phase;
  int code = 0;          ///< Of the reply that decided; 0 if none did.
  std::string enhanced;  ///< "4.7.1", or empty.
  std::string text;      ///< What the server said, or what went wrong.  May name addresses.
};

/// One try.
struct Attempt {
  std::vector<Delivered> recipients;  ///< In the order of the envelope.
  std::string tls;                    ///< "TLSv1.3"; "" in clear text.
  std::string peer;                   ///< "192.0.2.7:587"; "" if there was no connection.
  /// What failed is the relay or our login there, not this mail: others need not be tried now.
  bool relay_failed = false;
};

/// Who sends to whom.
struct Envelope {
  std::optional<MailAddress> sender = {};  ///< Gets the bounces; none for a message about a bounce.
  std::vector<MailAddress> recipients;
};

/// Called once, when the whole mail is with the server and only the final dot is missing.  What it returns
/// is what the store has committed: true to go on, false to give up, which nobody will have seen.  May
/// throw Error to give up.
using BeforeFinal = std::function<bool()>;

/// Hands mails over to a relay.  The seam at which tests put faults.
class Mailer {
 public:
  Mailer() = default;
  Mailer(const Mailer&) = delete;
  Mailer& operator=(const Mailer&) = delete;
  virtual ~Mailer() = default;

  /// Never throws for anything that a server or the network does.  `message`: the bytes of the .eml.
  [[nodiscard]] virtual Attempt send(const Envelope& envelope, std::string_view message,
                                     const BeforeFinal& before_final) = 0;
};

}  // namespace kvali
