#pragma once

#include <memory>
#include <stop_token>

#include "deliver/mailer.hpp"
#include "deliver/relay.hpp"

namespace kvali {

/// Sends by SMTP (RFC 5321), one connection for each mail.  Poco's SMTP class is not used: it loops for
/// ever on a greeting that breaks off, sends in clear text where STARTTLS is missing, and cannot tell a
/// refused mail from one that the server has stored.
///
/// One thread at a time.  Ignores SIGPIPE in the whole process.
class SmtpMailer : public Mailer {
 public:
  /// Once `stop` is requested no transaction begins and one before its final dot breaks off; one behind it
  /// waits for its answer.  Throws Error for a relay that cannot be used: no host, a file of certificates
  /// that is not there.
  explicit SmtpMailer(Relay relay, std::stop_token stop = {});

  [[nodiscard]] Attempt send(const Envelope& envelope, std::string_view message,
                             const BeforeFinal& before_final) override;

 private:
  Relay relay_;
  std::stop_token stop_;
  std::unique_ptr<TlsContext> tls_;  ///< Null in clear text.
};

}  // namespace kvali
