#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "deliver/https_post.hpp"
#include "deliver/relay.hpp"

namespace kvali {

/// How to get tokens for XOAUTH2 (RFC 6749).  With a refresh token in the name of the person who gave it,
/// without one in the name of the program ("client credentials").
struct OAuthSettings {
  std::string token_url;  ///< https only.
  std::string client_id;
  Secret client_secret = {};  ///< May be empty for a refresh token of a public client.
  Secret refresh_token = {};
  std::string scope = {};
  TlsSettings trust = {};
  /// A service may give a new refresh token with each answer and forget the old one: who does not keep it
  /// is locked out after a restart.
  std::function<void(const Secret& refresh_token)> keep_refresh_token = {};
};

/// Tokens, kept until a minute before they end.  One thread at a time.
class OAuthTokens : public TokenSource {
 public:
  /// Throws Error for an address that is not https.
  explicit OAuthTokens(OAuthSettings settings);

  [[nodiscard]] Secret token(Deadline deadline) override;
  void refused() override { expires_ = {}; }

 private:
  void renew(Deadline deadline);
  [[nodiscard]] Secret form() const;

  OAuthSettings settings_;
  HttpsUrl url_;
  TlsContext tls_;
  Secret token_;
  Deadline expires_{};
};

/// What a service said to a request for a token.
struct TokenAnswer {
  Secret access_token;
  Secret refresh_token;  ///< Empty: the old one stays.
  std::chrono::seconds lives{0};
};

/// Throws Error with what the service gives as its reason, never with its answer.
[[nodiscard]] TokenAnswer read_token_answer(const HttpsReply& reply);

}  // namespace kvali
