#include "deliver/connection.hpp"

#include <Poco/Net/NetException.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>
#include <vector>

#include "deliver/resolve.hpp"

namespace kvali {

namespace {

using namespace std::chrono_literals;

/// How soon a request to stop is noticed.
constexpr auto stop_interval = 100ms;

/// OpenSSL takes one record of 16 KiB at a time anyway.
constexpr std::size_t block_size = 16384;

/// No IPv6 host that answers nothing may use up the time of the IPv4 host behind it.
Deadline share_of(Deadline deadline, std::size_t hosts_left) {
  const auto now = std::chrono::steady_clock::now();
  return now + (deadline - now) / static_cast<long>(hosts_left);
}

/// OpenSSL writes to a connection that is gone as to a broken pipe, which would end the process.
void ignore_broken_pipes() {
  static const auto before = std::signal(SIGPIPE, SIG_IGN);
  static_cast<void>(before);
}

/// What to wait for after a step that could not go on.
int wanted_events(const Poco::Net::StreamSocket& socket, int result, int otherwise) {
  using Poco::Net::SecureStreamSocket;
  if (!socket.secure()) return otherwise;
  if (result == SecureStreamSocket::ERR_SSL_WANT_READ) return POLLIN;
  return result == SecureStreamSocket::ERR_SSL_WANT_WRITE ? POLLOUT : otherwise;
}

/// Runs one step on the socket; its result is below 1 where the socket has to be waited for.
template <typename Step>
int guarded(std::string_view doing, const Step& step) {
  try {
    return step();
  } catch (const Poco::Exception& e) {
    // Poco 1.11 returns -1 where receiving would block, and throws where sending would.
    if (e.code() == EAGAIN || e.code() == EWOULDBLOCK) return -1;
    const TlsContext::Handshake handshake = TlsContext::take_handshake();
    if (!handshake.refusal.empty())
      throw ConnectionError(fmt::format("the server's certificate is refused: {}", handshake.refusal));
    throw ConnectionError(fmt::format("the connection failed while {}: {}", doing, e.displayText()));
  }
}

}  // namespace

Connection::Connection(const HostPort& to, Deadline deadline, std::stop_token stop) : stop_(std::move(stop)) {
  ignore_broken_pipes();
  const std::vector<Poco::Net::SocketAddress> addresses = resolve(to, deadline, stop_);
  std::string why;
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    try {
      socket_ = Poco::Net::StreamSocket();
      guarded("connecting", [&] { return socket_.connectNB(addresses[i]), 1; });
      wait(POLLOUT, share_of(deadline, addresses.size() - i));
      const int error = socket_.impl()->socketError();
      if (error != 0) throw ConnectionError(std::generic_category().message(error));
      socket_.setBlocking(false);
      socket_.setNoDelay(true);
      peer_ = addresses[i].toString();
      loopback_ = addresses[i].host().isLoopback();
      return;
    } catch (const Stopped&) {
      throw;
    } catch (const ConnectionError& e) {
      why += fmt::format("{}{}: {}", why.empty() ? "" : "; ", addresses[i].toString(), e.what());
    }
  }
  throw ConnectionError(fmt::format("cannot connect to {}", why));
}

void Connection::start_tls(const TlsContext& context, Deadline deadline) {
  static_cast<void>(TlsContext::take_handshake());
  guarded("starting TLS", [&] {
    // The socket does not block, so this only prepares; the handshake is the loop below.
    socket_ = Poco::Net::SecureStreamSocket::attach(socket_, context.host(), context.poco());
    return 1;
  });
  Poco::Net::SecureStreamSocket secure(socket_);
  for (;;) {
    const int result = guarded("starting TLS", [&] { return secure.completeHandshake(); });
    if (result == 1) break;
    if (result == 0) throw ConnectionError("the server ended the connection while starting TLS");
    wait(wanted_events(socket_, result, POLLIN), deadline);
  }
  tls_version_ = TlsContext::take_handshake().version;
}

void Connection::send(std::string_view bytes, Deadline deadline) {
  while (!bytes.empty()) {
    // After a refusal OpenSSL wants the same bytes again, which it gets: `bytes` has not moved.
    const int length = static_cast<int>(std::min(bytes.size(), block_size));
    const int sent = guarded("sending", [&] { return socket_.sendBytes(bytes.data(), length); });
    if (sent > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
      if (std::chrono::steady_clock::now() < deadline) continue;
    }
    if (!bytes.empty()) wait(sent > 0 ? POLLOUT : wanted_events(socket_, sent, POLLOUT), deadline);
  }
}

std::string Connection::receive(Deadline deadline) {
  std::array<char, block_size> block;
  for (;;) {
    const int got = guarded("waiting for the server",
                            [&] { return socket_.receiveBytes(block.data(), int(block.size())); });
    if (got >= 0) return {block.data(), static_cast<std::size_t>(got)};
    wait(wanted_events(socket_, got, POLLIN), deadline);
  }
}

std::string Connection::receive_now() {
  std::array<char, block_size> block;
  const int got = guarded("waiting for the server",
                          [&] { return socket_.receiveBytes(block.data(), int(block.size())); });
  if (got == 0) throw ConnectionError("the server ended the connection");
  return {block.data(), static_cast<std::size_t>(std::max(got, 0))};
}

void Connection::wait(int events, Deadline deadline) {
  for (;;) {
    if (stop_.stop_requested()) throw Stopped("stopped before the mail was sent");
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left <= 0ms) throw ConnectionError("the server did not answer in time");
    const auto slice =
        stop_.stop_possible() ? std::min<std::chrono::milliseconds>(left, stop_interval) : left;
    pollfd entry{socket_.impl()->sockfd(), static_cast<short>(events), 0};
    const int ready =
        ::poll(&entry, 1, static_cast<int>(std::min<std::chrono::milliseconds>(slice, 1h).count()));
    if (ready > 0) return;
    if (ready < 0 && errno != EINTR)
      throw ConnectionError(
          fmt::format("cannot wait for the server: {}", std::generic_category().message(errno)));
  }
}

}  // namespace kvali
