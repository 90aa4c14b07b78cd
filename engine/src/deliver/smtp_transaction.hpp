#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "deliver/mailer.hpp"
#include "deliver/relay.hpp"
#include "deliver/smtp_extensions.hpp"
#include "deliver/smtp_session.hpp"

namespace kvali {

/// One mail on its way to one relay.  Every step goes on, or throws what decides the outcome.
class SmtpTransaction {
 public:
  /// Everything is lent for the life of this object.  `tls`: null for clear text.
  SmtpTransaction(const Relay& relay, const TlsContext* tls, const Envelope& envelope,
                  std::string_view message);

  [[nodiscard]] Attempt run(const BeforeFinal& before_final, const std::stop_token& stop);

 private:
  void steps(const BeforeFinal& before_final, const std::stop_token& stop);
  void validate() const;
  void connect(const std::stop_token& stop);
  void greet();
  void secure();
  void log_in();
  void announce();
  /// Is any of them taken?
  [[nodiscard]] bool name_recipients();
  void send_body();
  void check_unasked();
  void pass_barrier(const BeforeFinal& before_final);
  void finish();
  void quit() noexcept;

  /// For all whose outcome is open.
  void settle(Outcome outcome, const SmtpReply& reply);

  const Relay& relay_;
  const TlsContext* tls_;
  const Envelope& envelope_;
  std::string_view message_;
  bool eight_bit_ = false;  ///< The message has bytes beyond ASCII.
  bool utf8_ = false;       ///< An address or a header has.
  std::optional<SmtpSession> session_;
  SmtpExtensions can_;
  std::string_view phase_ = "validate";
  bool dot_sent_ = false;
  Attempt attempt_;
  std::vector<bool> settled_;  ///< Of which recipients the outcome is known.
};

}  // namespace kvali
