#pragma once

#include <chrono>
#include <stop_token>
#include <string>
#include <string_view>

#include "deliver/connection.hpp"
#include "deliver/secret.hpp"
#include "deliver/smtp_reply.hpp"

namespace kvali {

/// Commands and replies in turn, each within its time.  Everything throws ConnectionError where the server
/// breaks the rules or takes too long.
class SmtpSession {
 public:
  SmtpSession(Connection connection, Deadline end) : connection_(std::move(connection)), end_(end) {}

  /// The next reply.  Bytes behind it are against the rules: we never ask twice at a time.
  [[nodiscard]] SmtpReply reply(std::chrono::milliseconds time);
  /// Sends a line, of which the end is added, and waits for its reply.
  [[nodiscard]] SmtpReply command(std::string_view line, std::chrono::milliseconds time);
  [[nodiscard]] SmtpReply command(const Secret& line, std::chrono::milliseconds time) {
    return command(line.reveal(), time);
  }
  void start_tls(const TlsContext& context, std::chrono::milliseconds time);
  void send(std::string_view bytes, std::chrono::milliseconds time);
  /// The reply to the final dot.  Neither the end of the session nor a request to stop cuts it short, and
  /// what follows it no longer matters.
  [[nodiscard]] SmtpReply final_reply(std::chrono::milliseconds time);
  /// A reply that has come unasked, if any.
  [[nodiscard]] std::optional<SmtpReply> unasked_reply();

  [[nodiscard]] const Connection& connection() const { return connection_; }

 private:
  [[nodiscard]] Deadline within(std::chrono::milliseconds time) const;
  [[nodiscard]] SmtpReply read(Deadline deadline);

  Connection connection_;
  Deadline end_;
  SmtpReplyReader reader_;
};

}  // namespace kvali
