#include "deliver/smtp_mailer.hpp"

#include <fmt/format.h>

#include <utility>

#include "deliver/header_value.hpp"
#include "deliver/smtp_transaction.hpp"

namespace kvali {

std::string_view name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::accepted:
      return "accepted";
    case Outcome::temporary:
      return "temporary";
    case Outcome::permanent:
      return "permanent";
    case Outcome::uncertain:
      return "uncertain";
    case Outcome::not_sent:
      return "not_sent";
  }
  return "";
}

SmtpMailer::SmtpMailer(Relay relay, std::stop_token stop) : relay_(std::move(relay)), stop_(std::move(stop)) {
  if (relay_.server.host.empty() || relay_.server.port == 0) throw Error("a mail relay without host or port");
  if (!is_printable_ascii(relay_.greeting) || relay_.greeting.empty() ||
      relay_.greeting.find(' ') != std::string::npos)
    throw Error(fmt::format("no name to greet a mail relay with: \"{}\"", printable(relay_.greeting, 100)));
  if (relay_.tls == TlsMode::none && !relay_.login.user.empty())
    throw Error("a login at a mail relay needs TLS", "use tls = \"required\" or tls = \"implicit\"");
  if (relay_.tls != TlsMode::none) tls_ = std::make_unique<TlsContext>(relay_.trust, relay_.server.host);
}

Attempt SmtpMailer::send(const Envelope& envelope, std::string_view message,
                         const BeforeFinal& before_final) {
  return SmtpTransaction(relay_, tls_.get(), envelope, message).run(before_final, stop_);
}

}  // namespace kvali
