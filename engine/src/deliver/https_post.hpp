#pragma once

#include <string>
#include <string_view>

#include "deliver/connection.hpp"
#include "deliver/secret.hpp"

namespace kvali {

/// The address of a service, https alone.
struct HttpsUrl {
  HostPort server;
  std::string path;  ///< "/oauth2/token", with what follows a "?".

  /// Throws Error for anything but https://host[:port]/path in printable ASCII.
  [[nodiscard]] static HttpsUrl parse(std::string_view url);
};

struct HttpsReply {
  int status = 0;
  Secret body;  ///< Answers to secrets hold secrets.
};

/// Posts a form and reads the answer, at most 64 KiB, all before the deadline.  No redirect is followed: a
/// secret goes where it was meant to go.  Throws ConnectionError.
[[nodiscard]] HttpsReply https_post(const HttpsUrl& url, const TlsContext& tls, const Secret& form,
                                    Deadline deadline);

/// Splits an answer (RFC 9112), whole or in chunks.  Throws ConnectionError for what is cut off or is none.
[[nodiscard]] HttpsReply read_http_answer(std::string_view answer);

}  // namespace kvali
