#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "deliver/connection.hpp"
#include "deliver/secret.hpp"
#include "deliver/tls_context.hpp"

namespace kvali {

enum class TlsMode : std::uint8_t {
  required,  ///< STARTTLS on the usual port; a server that does not offer it gets no mail.
  implicit,  ///< TLS from the first byte (port 465).
  none,      ///< Clear text, to this machine only.
};

/// How long each step may take, from its beginning to its end.  The defaults are what RFC 5321,
/// 4.5.3.2, asks for: who waits less for the final answer turns slow relays into unknown deliveries.
struct SmtpDeadlines {
  std::chrono::milliseconds connect = std::chrono::minutes{1};  ///< Name, connection and TLS.
  std::chrono::milliseconds banner = std::chrono::minutes{5};
  std::chrono::milliseconds command = std::chrono::minutes{5};
  std::chrono::milliseconds data = std::chrono::minutes{2};
  std::chrono::milliseconds body = std::chrono::minutes{30};  ///< All of it; the RFC has 3 minutes a block.
  std::chrono::milliseconds final = std::chrono::minutes{10};
  std::chrono::milliseconds quit = std::chrono::seconds{1};  ///< Its answer means nothing.
  std::chrono::milliseconds total = std::chrono::hours{1};   ///< Until the final dot.
};

/// Where short-lived passwords come from.
class TokenSource {
 public:
  TokenSource() = default;
  TokenSource(const TokenSource&) = delete;
  TokenSource& operator=(const TokenSource&) = delete;
  virtual ~TokenSource() = default;
  /// Throws Error if there is none to be had before the deadline.
  [[nodiscard]] virtual Secret token(Deadline deadline) = 0;
  /// The server did not take the last one.
  virtual void refused() = 0;
};

/// How to log in.  Nobody logs in without TLS.
struct SmtpLogin {
  std::string user;               ///< Empty: no login.
  Secret password = {};           ///< For PLAIN or LOGIN.
  TokenSource* tokens = nullptr;  ///< For XOAUTH2, instead of a password; outlives the mailer.
};

/// A server that takes our mail and carries it on.
struct Relay {
  HostPort server;
  TlsMode tls = TlsMode::required;
  TlsSettings trust = {};
  bool clear_text_allowed = false;     ///< With TlsMode::none, to another machine too.
  std::string greeting = "localhost";  ///< Our name in EHLO.
  SmtpLogin login = {};
  SmtpDeadlines deadlines = {};
};

}  // namespace kvali
