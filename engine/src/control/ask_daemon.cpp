#include "control/ask_daemon.hpp"

#include "base/error.hpp"
#include "control/unix_socket.hpp"

namespace kvali {

namespace {

constexpr std::chrono::seconds patience{30};

}  // namespace

ControlAnswer ask_daemon(const std::filesystem::path& socket, const ControlRequest& request) {
  const Descriptor daemon = connect_to(socket);
  if (daemon.get() < 0)
    throw Error("no kvalid listens at " + socket.string(), "start it, or name its socket with --socket");
  if (!write_all(daemon.get(), to_line(request), patience)) throw Error("kvalid does not listen");
  const auto line = read_line(daemon.get(), longest_answer, patience);
  auto answer = line ? parse_answer(*line) : std::nullopt;
  if (!answer) throw Error("kvalid does not answer", "look into its log");
  return *answer;
}

}  // namespace kvali
