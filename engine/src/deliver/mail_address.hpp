#pragma once

#include <string>
#include <string_view>

#include "deliver/header_value.hpp"

namespace kvali {

/// Whom a mail is from or to: a validated address, and perhaps the name shown before it.
class MailAddress {
 public:
  /// Throws Error for what is no address: the local part is a dot-atom of ASCII or of letters and digits of
  /// any script (at most 64 bytes), the domain a host name, which may be international ("ფონდი.გე").
  /// Quoted local parts and addresses by number are not taken: no donor has one, and both are where
  /// parsers disagree.
  explicit MailAddress(std::string_view address, std::string name = {});

  /// As it goes to a server: the domain in ASCII (RFC 5891) and small letters, the local part as written.
  [[nodiscard]] std::string text() const { return local_ + "@" + domain_; }
  /// What all spellings of one mailbox share.  Servers may tell local parts apart by case; nobody does.
  [[nodiscard]] std::string canonical() const;
  [[nodiscard]] const std::string& domain() const { return domain_; }
  [[nodiscard]] const std::string& name() const { return name_.text(); }
  /// A local part beyond ASCII travels only by servers that offer SMTPUTF8 (RFC 6531).
  [[nodiscard]] bool needs_smtputf8() const;

 private:
  std::string local_;
  std::string domain_;
  HeaderValue name_;
};

/// A domain as servers compare it: in ASCII and small letters.  Throws Error for what is no host name.
[[nodiscard]] std::string mail_domain(std::string_view domain);

/// The text with every address in it shortened for logs: "d***@example.org".
[[nodiscard]] std::string redact_addresses(std::string_view text);

}  // namespace kvali
