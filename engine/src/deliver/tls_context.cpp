#include "deliver/tls_context.hpp"

#include <Poco/Net/NetSSL.h>
#include <Poco/Net/SSLException.h>
#include <arpa/inet.h>
#include <fmt/format.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <utility>

#include "base/error.hpp"

namespace kvali {

namespace {

thread_local TlsContext::Handshake last_handshake;

int note_refusal(int fine, X509_STORE_CTX* store) {
  if (fine == 0) last_handshake.refusal = X509_verify_cert_error_string(X509_STORE_CTX_get_error(store));
  return fine;
}

void note_version(const SSL* ssl, int where, int /*result*/) {
  if ((where & SSL_CB_HANDSHAKE_DONE) != 0) last_handshake.version = SSL_get_version(ssl);
}

void check_name(SSL_CTX* context, const std::string& host) {
  X509_VERIFY_PARAM* param = SSL_CTX_get0_param(context);
  X509_VERIFY_PARAM_set_hostflags(param, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  in6_addr number{};
  const bool is_number =
      ::inet_pton(AF_INET, host.c_str(), &number) == 1 || ::inet_pton(AF_INET6, host.c_str(), &number) == 1;
  const int set = is_number ? X509_VERIFY_PARAM_set1_ip_asc(param, host.c_str())
                            : X509_VERIFY_PARAM_set1_host(param, host.c_str(), host.size());
  if (set != 1) throw Error(fmt::format("no name for a TLS host: \"{}\"", host));
}

void limit_version(SSL_CTX* context, const std::string& newest) {
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  if (newest.empty() || newest == "1.3") return;
  if (newest != "1.2") throw Error(fmt::format("no version of TLS: \"{}\"", newest), "write \"1.2\"");
  SSL_CTX_set_max_proto_version(context, TLS1_2_VERSION);
}

Poco::Net::Context::Ptr make_context(const TlsSettings& settings) {
  Poco::Net::Context::Params params;
  params.caLocation = settings.ca_file.string();
  params.loadDefaultCAs = settings.ca_file.empty();
  params.verificationMode = Poco::Net::Context::VERIFY_STRICT;
  params.cipherList = "HIGH:!aNULL";
  return new Poco::Net::Context(Poco::Net::Context::TLS_CLIENT_USE, params);
}

}  // namespace

TlsContext::TlsContext(const TlsSettings& settings, const std::string& host) : host_(host) {
  static const bool initialised = (Poco::Net::initializeSSL(), true);
  static_cast<void>(initialised);
  try {
    context_ = make_context(settings);
  } catch (const Poco::Exception& e) {
    throw Error(fmt::format("cannot set up TLS: {}", e.displayText()),
                settings.ca_file.empty() ? "install ca-certificates" : "check the file of certificates");
  }
  context_->enableExtendedCertificateVerification(false);
  SSL_CTX_set_verify(context_->sslContext(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, note_refusal);
  SSL_CTX_set_info_callback(context_->sslContext(), note_version);
  // Many servers end a connection without saying so.  What they sent tells by itself whether it is whole.
  SSL_CTX_set_options(context_->sslContext(), SSL_OP_IGNORE_UNEXPECTED_EOF);
  limit_version(context_->sslContext(), settings.max_version);
  check_name(context_->sslContext(), host);
}

TlsContext::Handshake TlsContext::take_handshake() {
  return std::exchange(last_handshake, {});
}

}  // namespace kvali
