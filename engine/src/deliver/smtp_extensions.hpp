#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>

#include "deliver/smtp_reply.hpp"

namespace kvali {

/// What a server says to EHLO that it can do.
struct SmtpExtensions {
  bool starttls = false;
  bool eight_bit_mime = false;
  bool smtputf8 = false;
  bool size = false;                           ///< MAIL may tell the size.
  std::optional<std::size_t> most_bytes = {};  ///< No limit was named where there is none.
  std::set<std::string> auth = {};             ///< In capital letters: "PLAIN", "LOGIN", "XOAUTH2".
};

/// Keywords in any case; what is not known is passed over.
[[nodiscard]] SmtpExtensions read_extensions(const SmtpReply& ehlo);

}  // namespace kvali
