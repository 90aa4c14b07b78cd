#pragma once

#include <Poco/Net/StreamSocket.h>

#include <chrono>
#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "deliver/tls_context.hpp"

namespace kvali {

/// An absolute point in time.  A timeout for each read would let a server that sends a byte now and then
/// keep us for ever.
using Deadline = std::chrono::steady_clock::time_point;

[[nodiscard]] inline Deadline deadline_in(std::chrono::milliseconds time) {
  return std::chrono::steady_clock::now() + time;
}

/// The connection failed: refused, lost, too slow, not to be trusted.
class ConnectionError : public Error {
  using Error::Error;
};

/// Somebody asked us to stop.
class Stopped : public ConnectionError {
  using ConnectionError::ConnectionError;
};

/// Where a server is.
struct HostPort {
  std::string host;
  std::uint16_t port = 0;
};

/// A TCP connection, in clear text or under TLS, of which every wait, resolving the name and shaking
/// hands included, ends at a deadline.  One thread.  All functions throw ConnectionError.
class Connection {
 public:
  /// The token is looked at several times a second while there is nothing to do.
  Connection(const HostPort& to, Deadline deadline, std::stop_token stop = {});

  /// From here on under TLS; the context says whom to expect.
  void start_tls(const TlsContext& context, Deadline deadline);
  /// All of it is in the kernel when this returns.
  void send(std::string_view bytes, Deadline deadline);
  /// What has arrived, at least a byte; "" when the server has ended the connection.
  [[nodiscard]] std::string receive(Deadline deadline);
  /// What has arrived unasked, "" if nothing; the end of the connection is an error.
  [[nodiscard]] std::string receive_now();

  /// "192.0.2.7:587".
  [[nodiscard]] const std::string& peer() const { return peer_; }
  [[nodiscard]] bool peer_is_loopback() const { return loopback_; }
  /// "TLSv1.3", or "" in clear text.
  [[nodiscard]] const std::string& tls_version() const { return tls_version_; }
  /// From here on nobody can stop us but the deadline.
  void ignore_stop() { stop_ = {}; }

 private:
  void wait(int events, Deadline deadline);

  Poco::Net::StreamSocket socket_;
  std::stop_token stop_;
  std::string peer_;
  std::string tls_version_;
  bool loopback_ = false;
};

}  // namespace kvali
