#include "daemon/control_server.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <chrono>
#include <exception>
#include <utility>

#include "base/error.hpp"
#include "control/unix_socket.hpp"

namespace kvali {

namespace {

/// A command writes its line at once; who does not keeps others waiting.
constexpr std::chrono::seconds patience{2};
constexpr int look_for_stop_ms = 200;

}  // namespace

ControlServer::ControlServer(const std::filesystem::path& socket, Answer answer)
    : path_(socket),
      answer_(std::move(answer)),
      listening_(listen_at(socket)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

ControlServer::~ControlServer() {
  thread_.request_stop();
  thread_.join();
  std::error_code absent;
  std::filesystem::remove(path_, absent);
}

void ControlServer::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    pollfd waiting{listening_.get(), POLLIN, 0};
    if (::poll(&waiting, 1, look_for_stop_ms) <= 0) continue;
    const Descriptor client(::accept4(listening_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (client.get() >= 0) serve(client.get());
  }
}

void ControlServer::serve(int client) {
  const auto line = read_line(client, longest_request, patience);
  const auto request = line ? parse_request(*line) : std::nullopt;
  if (!request) return;
  ControlAnswer answer;
  try {
    answer = answer_(*request, peer_user(client));
  } catch (const std::exception& e) {
    answer.error = e.what();
  }
  (void)write_all(client, to_line(answer), patience);
}

}  // namespace kvali
