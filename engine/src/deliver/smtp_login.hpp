#pragma once

#include <chrono>

#include "deliver/relay.hpp"
#include "deliver/smtp_extensions.hpp"
#include "deliver/smtp_session.hpp"

namespace kvali {

/// Logs in by XOAUTH2 where there is a source of tokens, else by PLAIN or LOGIN, whichever the server has.
/// Returns the server's last word: 235 is yes.  Throws Error where no way of logging in is common to both.
[[nodiscard]] SmtpReply log_in(SmtpSession& session, const SmtpLogin& login, const SmtpExtensions& server,
                               std::chrono::milliseconds time);

}  // namespace kvali
