#include "deliver/smtp_login.hpp"

namespace kvali {

namespace {

constexpr int go_on = 334;
constexpr int logged_in = 235;

SmtpReply plain(SmtpSession& session, const SmtpLogin& login, std::chrono::milliseconds time) {
  const Secret answer{std::string_view("\0", 1), login.user, std::string_view("\0", 1),
                      login.password.reveal()};
  return session.command(Secret{"AUTH PLAIN ", to_base64(answer).reveal()}, time);
}

/// The prompts are whatever a server likes, "Username:" or "User Name"; only their order is fixed.
SmtpReply by_prompts(SmtpSession& session, const SmtpLogin& login, std::chrono::milliseconds time) {
  SmtpReply reply = session.command("AUTH LOGIN", time);
  if (reply.code == go_on) reply = session.command(to_base64(Secret(login.user)), time);
  if (reply.code == go_on) reply = session.command(to_base64(login.password), time);
  return reply;
}

/// A token that is not taken is answered by 334 with the reason, and the refusal follows an empty line.
SmtpReply by_token(SmtpSession& session, const SmtpLogin& login, std::chrono::milliseconds time) {
  const Secret token = login.tokens->token(deadline_in(time));
  const Secret answer{"user=", login.user,
                      "\x01"
                      "auth=Bearer ",
                      token.reveal(), "\x01\x01"};
  SmtpReply reply = session.command(Secret{"AUTH XOAUTH2 ", to_base64(answer).reveal()}, time);
  if (reply.code == go_on) reply = session.command("", time);
  if (reply.code != logged_in) login.tokens->refused();
  return reply;
}

}  // namespace

SmtpReply log_in(SmtpSession& session, const SmtpLogin& login, const SmtpExtensions& server,
                 std::chrono::milliseconds time) {
  if (login.tokens != nullptr) {
    if (!server.auth.contains("XOAUTH2")) throw Error("the server does not offer to log in by XOAUTH2");
    return by_token(session, login, time);
  }
  if (server.auth.contains("PLAIN")) return plain(session, login, time);
  if (server.auth.contains("LOGIN")) return by_prompts(session, login, time);
  throw Error("the server offers neither PLAIN nor LOGIN");
}

}  // namespace kvali
