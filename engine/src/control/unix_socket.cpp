#include "control/unix_socket.hpp"

#include <poll.h>
#include <pwd.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "base/error.hpp"

namespace kvali {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

namespace {

sockaddr_un address_of(const fs::path& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.string().size() >= sizeof address.sun_path)
    throw Error("the path of the socket is too long: " + path.string(), "choose a shorter one with socket");
  std::memcpy(address.sun_path, path.c_str(), path.string().size());
  return address;
}

Descriptor new_socket() {
  return Descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
}

/// False once the time is over.
bool wait_for(int fd, short events, Clock::time_point deadline) {
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return false;
    pollfd watched{fd, events, 0};
    const int ready = ::poll(&watched, 1, int(left));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
}

}  // namespace

Descriptor listen_at(const fs::path& path) {
  const sockaddr_un address = address_of(path);
  Descriptor socket = new_socket();
  std::error_code absent;
  if (fs::is_socket(path, absent)) fs::remove(path, absent);
  constexpr int waiting = 16;
  if (::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(socket.get(), waiting) != 0)
    throw Error("cannot listen at " + path.string() + ": " + std::generic_category().message(errno),
                "name another place with socket");
  // Who may do what is decided by who asks.
  fs::permissions(path, fs::perms(0666), absent);
  return socket;
}

Descriptor connect_to(const fs::path& path) {
  const sockaddr_un address = address_of(path);
  Descriptor socket = new_socket();
  if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return {};
  return socket;
}

std::optional<std::string> read_line(int fd, std::size_t longest, std::chrono::milliseconds time) {
  const auto deadline = Clock::now() + time;
  std::string line;
  std::array<char, 4096> buffer{};
  while (line.size() <= longest) {
    if (!wait_for(fd, POLLIN, deadline)) return std::nullopt;
    const ssize_t n = ::recv(fd, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (n <= 0) return std::nullopt;
    line.append(buffer.data(), std::size_t(n));
    if (const auto end = line.find('\n'); end != line.npos) return line.substr(0, end);
  }
  return std::nullopt;
}

bool write_all(int fd, std::string_view bytes, std::chrono::milliseconds time) {
  const auto deadline = Clock::now() + time;
  while (!bytes.empty()) {
    if (!wait_for(fd, POLLOUT, deadline)) return false;
    const ssize_t n = ::send(fd, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (n < 0 && errno != EAGAIN && errno != EINTR) return false;
    if (n > 0) bytes.remove_prefix(std::size_t(n));
  }
  return true;
}

std::string peer_user(int fd) {
  ucred peer{};
  socklen_t size = sizeof peer;
  if (::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) throw Error("nobody is at the other end");
  std::array<char, 4096> buffer{};
  passwd entry{};
  passwd* found = nullptr;
  ::getpwuid_r(peer.uid, &entry, buffer.data(), buffer.size(), &found);
  return found != nullptr ? found->pw_name : std::to_string(peer.uid);
}

}  // namespace kvali
