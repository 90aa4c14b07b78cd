#include "deliver/smtp_transaction.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "deliver/smtp_login.hpp"
#include "deliver/wire_text.hpp"

namespace kvali {

namespace {

/// The outcome is decided, by the server or by us, and the connection is in order.
struct Decision {
  Outcome outcome;
  SmtpReply reply;
  bool relay_failed = false;
};

[[noreturn]] void decide(Outcome outcome, std::string text, std::string enhanced = {}) {
  throw Decision{outcome, {0, std::move(enhanced), {std::move(text)}}};
}

/// Of a reply to what is about this mail.
Outcome outcome_of(const SmtpReply& reply) {
  if (reply.positive()) return Outcome::accepted;
  if (reply.code / 100 == 4) return Outcome::temporary;
  if (reply.code / 100 == 5) return Outcome::permanent;
  throw ConnectionError(fmt::format("the server answers {} where that means nothing", reply.code));
}

/// Of a reply to what is about the relay or our login there: no mail is given up because of it.
void expect_of_relay(const SmtpReply& reply, int code) {
  if (reply.code != code) throw Decision{Outcome::temporary, reply, true};
}

/// "Log in first", "you may not", "shutting down" (RFC 4954, 6; RFC 5321, 3.8).
bool concerns_relay(const SmtpReply& reply) {
  return reply.code == 421 || reply.code == 530 || reply.code == 534 || reply.code == 535 ||
         reply.code == 538;
}

bool needs_utf8(const Envelope& envelope, std::string_view message) {
  return (envelope.sender && envelope.sender->needs_smtputf8()) || has_eight_bit(header_of(message)) ||
         std::any_of(envelope.recipients.begin(), envelope.recipients.end(),
                     [](const MailAddress& address) { return address.needs_smtputf8(); });
}

}  // namespace

SmtpTransaction::SmtpTransaction(const Relay& relay, const TlsContext* tls, const Envelope& envelope,
                                 std::string_view message)
    : relay_(relay),
      tls_(tls),
      envelope_(envelope),
      message_(message),
      eight_bit_(has_eight_bit(message)),
      utf8_(needs_utf8(envelope, message)),
      settled_(envelope.recipients.size()) {
  for (const MailAddress& address : envelope.recipients)
    attempt_.recipients.emplace_back().address = address.text();
}

Attempt SmtpTransaction::run(const BeforeFinal& before_final, const std::stop_token& stop) {
  try {
    steps(before_final, stop);
    quit();
  } catch (const Decision& decision) {
    attempt_.relay_failed = decision.relay_failed;
    settle(decision.outcome, decision.reply);
    if (phase_ != "body") quit();  // There it would be a line of the mail.
  } catch (const Error& e) {
    const bool ours = phase_ == "barrier" || stop.stop_requested();
    attempt_.relay_failed = !dot_sent_ && !ours;
    settle(dot_sent_ ? Outcome::uncertain : Outcome::not_sent, {0, {}, {e.what()}});
  }
  return std::move(attempt_);
}

void SmtpTransaction::steps(const BeforeFinal& before_final, const std::stop_token& stop) {
  validate();
  connect(stop);
  greet();
  if (relay_.tls == TlsMode::required) secure();
  if (!relay_.login.user.empty()) log_in();
  announce();
  if (!name_recipients()) return;
  send_body();
  check_unasked();
  pass_barrier(before_final);
  finish();
}

void SmtpTransaction::validate() const {
  if (envelope_.recipients.empty()) decide(Outcome::permanent, "a mail to nobody");
  if (bare_line_end(message_)) decide(Outcome::permanent, "the mail has a line that does not end in CRLF");
}

void SmtpTransaction::connect(const std::stop_token& stop) {
  phase_ = "connect";
  const SmtpDeadlines& time = relay_.deadlines;
  const Deadline end = deadline_in(time.total);
  const Deadline connected = std::min(end, deadline_in(time.connect));
  session_.emplace(Connection(relay_.server, connected, stop), end);
  attempt_.peer = session_->connection().peer();
  if (relay_.tls == TlsMode::none && !session_->connection().peer_is_loopback() && !relay_.clear_text_allowed)
    throw Error("no mail goes to another machine in clear text", "use tls = \"required\"");
  if (relay_.tls != TlsMode::implicit) return;
  phase_ = "tls";
  session_->start_tls(*tls_, time.connect);
  attempt_.tls = session_->connection().tls_version();
}

void SmtpTransaction::greet() {
  phase_ = "banner";
  expect_of_relay(session_->reply(relay_.deadlines.banner), 220);
  phase_ = "ehlo";
  const SmtpReply reply = session_->command("EHLO " + relay_.greeting, relay_.deadlines.command);
  expect_of_relay(reply, 250);
  can_ = read_extensions(reply);
}

void SmtpTransaction::secure() {
  phase_ = "starttls";
  // Whoever sits between us and the server takes the offer out; waiting is safe, clear text is not.
  if (!can_.starttls)
    throw Decision{Outcome::temporary, {0, {}, {"the server does not offer STARTTLS"}}, true};
  expect_of_relay(session_->command("STARTTLS", relay_.deadlines.command), 220);
  session_->start_tls(*tls_, relay_.deadlines.connect);
  attempt_.tls = session_->connection().tls_version();
  phase_ = "ehlo";
  // What was said in clear text counts no more (RFC 3207, 4.2).
  const SmtpReply reply = session_->command("EHLO " + relay_.greeting, relay_.deadlines.command);
  expect_of_relay(reply, 250);
  can_ = read_extensions(reply);
}

void SmtpTransaction::log_in() {
  phase_ = "auth";
  expect_of_relay(kvali::log_in(*session_, relay_.login, can_, relay_.deadlines.command), 235);
}

void SmtpTransaction::announce() {
  phase_ = "mail";
  if (utf8_ && !can_.smtputf8)
    decide(Outcome::permanent, "the server does not offer SMTPUTF8, which an address needs", "5.6.7");
  if (eight_bit_ && !can_.eight_bit_mime)
    decide(Outcome::permanent, "the server does not offer 8BITMIME, which the mail needs", "5.6.3");
  if (can_.most_bytes && message_.size() > *can_.most_bytes)
    decide(Outcome::permanent,
           fmt::format("a mail of {} bytes; the server takes {}", message_.size(), *can_.most_bytes),
           "5.3.4");
  std::string line = fmt::format("MAIL FROM:<{}>", envelope_.sender ? envelope_.sender->text() : "");
  if (can_.size) line += fmt::format(" SIZE={}", message_.size());
  if (eight_bit_) line += " BODY=8BITMIME";
  if (utf8_) line += " SMTPUTF8";
  const SmtpReply reply = session_->command(line, relay_.deadlines.command);
  if (concerns_relay(reply)) throw Decision{Outcome::temporary, reply, true};
  if (outcome_of(reply) != Outcome::accepted) throw Decision{outcome_of(reply), reply};
}

bool SmtpTransaction::name_recipients() {
  phase_ = "rcpt";
  for (std::size_t i = 0; i < envelope_.recipients.size(); ++i) {
    const SmtpReply reply = session_->command(fmt::format("RCPT TO:<{}>", envelope_.recipients[i].text()),
                                              relay_.deadlines.command);
    if (concerns_relay(reply)) throw Decision{Outcome::temporary, reply, true};
    if (outcome_of(reply) == Outcome::accepted) continue;
    attempt_.recipients[i] = {attempt_.recipients[i].address,
                              outcome_of(reply),
                              std::string(phase_),
                              reply.code,
                              reply.enhanced,
                              reply.text()};
    settled_[i] = true;
  }
  return std::find(settled_.begin(), settled_.end(), false) != settled_.end();
}

void SmtpTransaction::send_body() {
  phase_ = "data";
  const SmtpReply reply = session_->command("DATA", relay_.deadlines.data);
  if (reply.code != 354) {
    if (reply.positive()) throw ConnectionError("the server answers DATA as if it were done");
    throw Decision{outcome_of(reply), reply, concerns_relay(reply)};
  }
  phase_ = "body";
  session_->send(dot_stuffed(message_), relay_.deadlines.body);
}

/// A reply before its question would be taken for the answer to the dot: a "250" for a mail that is lost.
void SmtpTransaction::check_unasked() {
  const std::optional<SmtpReply> reply = session_->unasked_reply();
  if (!reply) return;
  if (outcome_of(*reply) == Outcome::accepted)
    throw ConnectionError("the server accepted the mail before its end");
  throw Decision{outcome_of(*reply), *reply, concerns_relay(*reply)};
}

void SmtpTransaction::pass_barrier(const BeforeFinal& before_final) {
  phase_ = "barrier";
  if (before_final && !before_final()) throw Error("given up before the final dot");
}

void SmtpTransaction::finish() {
  phase_ = "final";
  dot_sent_ = true;
  const SmtpReply reply = session_->final_reply(relay_.deadlines.final);
  settle(outcome_of(reply), reply);
  attempt_.relay_failed = reply.code == 421;
}

/// Whatever becomes of it, the outcome is known.
void SmtpTransaction::quit() noexcept {
  if (!session_) return;
  try {
    static_cast<void>(session_->command("QUIT", relay_.deadlines.quit));
  } catch (const Error&) {  // NOLINT(bugprone-empty-catch)
  }
}

void SmtpTransaction::settle(Outcome outcome, const SmtpReply& reply) {
  for (std::size_t i = 0; i < settled_.size(); ++i) {
    if (settled_[i]) continue;
    attempt_.recipients[i] = {attempt_.recipients[i].address,
                              outcome,
                              std::string(phase_),
                              reply.code,
                              reply.enhanced,
                              reply.text()};
    settled_[i] = true;
  }
}

}  // namespace kvali
