#include "deliver/smtp_session.hpp"

#include <algorithm>
#include <cassert>

namespace kvali {

Deadline SmtpSession::within(std::chrono::milliseconds time) const {
  return std::min(end_, deadline_in(time));
}

SmtpReply SmtpSession::read(Deadline deadline) {
  std::string bytes;
  for (;;) {
    if (auto reply = reader_.feed(bytes)) return std::move(*reply);
    bytes = connection_.receive(deadline);
    if (bytes.empty()) throw ConnectionError("the server ended the connection");
  }
}

SmtpReply SmtpSession::reply(std::chrono::milliseconds time) {
  SmtpReply reply = read(within(time));
  if (reader_.has_more()) throw ConnectionError("the server sent more than it was asked for");
  return reply;
}

SmtpReply SmtpSession::command(std::string_view line, std::chrono::milliseconds time) {
  assert(line.find_first_of(std::string_view("\r\n\0", 3)) == line.npos);  // Every part of it was checked.
  Secret whole{line, "\r\n"};
  const Deadline deadline = within(time);
  connection_.send(whole.reveal(), deadline);
  SmtpReply reply = read(deadline);
  if (reader_.has_more()) throw ConnectionError("the server sent more than it was asked for");
  return reply;
}

void SmtpSession::start_tls(const TlsContext& context, std::chrono::milliseconds time) {
  connection_.start_tls(context, within(time));
}

void SmtpSession::send(std::string_view bytes, std::chrono::milliseconds time) {
  connection_.send(bytes, within(time));
}

SmtpReply SmtpSession::final_reply(std::chrono::milliseconds time) {
  connection_.ignore_stop();
  const Deadline deadline = deadline_in(time);
  connection_.send(".\r\n", deadline);
  return read(deadline);
}

std::optional<SmtpReply> SmtpSession::unasked_reply() {
  const std::string bytes = connection_.receive_now();
  if (bytes.empty()) return std::nullopt;
  auto reply = reader_.feed(bytes);
  if (!reply) throw ConnectionError("the server sent more than it was asked for");
  return reply;
}

}  // namespace kvali
