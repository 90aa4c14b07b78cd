#pragma once

#include <Poco/Net/Context.h>

#include <filesystem>
#include <string>

namespace kvali {

/// Whom TLS trusts.
struct TlsSettings {
  std::filesystem::path ca_file = {};  ///< PEM; empty: what the system trusts.
  /// "1.2" for the rare server whose 1.3 fails; empty: the newest both know.
  std::string max_version = {};
};

/// How to talk to one host: TLS 1.2 or newer, strong ciphers, and a certificate that is valid for exactly
/// this name.  The name is checked by OpenSSL within the handshake, not by Poco after it: Poco 1.11
/// resolves the names in the certificate where the host is a number, and trusts what they resolve to.
class TlsContext {
 public:
  /// Throws Error, e.g. for a CA file that cannot be read.
  TlsContext(const TlsSettings& settings, const std::string& host);

  [[nodiscard]] const std::string& host() const { return host_; }
  [[nodiscard]] Poco::Net::Context::Ptr poco() const { return context_; }

  /// What the last handshake on this thread came to, which Poco keeps to itself.
  struct Handshake {
    std::string version;  ///< "TLSv1.3"; "" until it is done.
    std::string refusal;  ///< Why the certificate was refused; "" when it was not.
  };
  [[nodiscard]] static Handshake take_handshake();

 private:
  std::string host_;
  Poco::Net::Context::Ptr context_;
};

}  // namespace kvali
