#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <map>
#include <random>

#include "base/descriptor.hpp"
#include "catch.hpp"
#include "sending.hpp"

using namespace kvali;
using namespace kvali::test;

namespace fs = std::filesystem;

namespace {

// The sender is killed with SIGKILL at random times, KVALI_KILLS times (200 if not set).
int kills_asked_for() {
  const char* text = std::getenv("KVALI_KILLS");
  return text == nullptr ? 200 : std::atoi(text);
}

sockaddr_un address_of(const fs::path& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  return address;
}

/// A line without its end; "" when the other side is gone.
std::string read_line(int fd) {
  std::string line;
  for (char c = 0; ::read(fd, &c, 1) == 1;) {
    if (c == '\n') return line;
    if (c != '\r') line += c;
  }
  return {};
}

void say(int fd, const std::string& text) {
  (void)::send(fd, text.data(), text.size(), MSG_NOSIGNAL);
}

/// What a mail server does, as far as it matters here: a mail counts when the last dot came, and is gone
/// when the sender goes before.  The answer to the dot takes up to four milliseconds.
void serve_mail(int client, std::ofstream& log, std::mt19937& random) {
  say(client, "220 sink\r\n");
  std::string recipient;
  bool data = false;
  for (std::string line = read_line(client); !line.empty(); line = read_line(client)) {
    if (data && line != ".") continue;
    if (data) {
      log << recipient << std::endl;
      ::usleep(useconds_t(random() % 4000));
    }
    if (line.rfind("RCPT", 0) == 0) recipient = line.substr(9, line.size() - 10);
    data = line == "DATA";
    say(client, data ? "354 go\r\n" : "250 ok\r\n");
  }
}

/// A relay in a process of its own, which writes down what it took.
class Sink {
 public:
  explicit Sink(const fs::path& folder) : socket_(folder / "smtp"), log_(folder / "arrived") {
    const Descriptor listening(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_un address = address_of(socket_);
    REQUIRE(::bind(listening.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(::listen(listening.get(), 8) == 0);
    pid_ = ::fork();
    if (pid_ != 0) return;
    std::ofstream log(log_);
    std::mt19937 random(7);
    while (true) serve_mail(Descriptor(::accept(listening.get(), nullptr, nullptr)).get(), log, random);
  }
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;
  ~Sink() {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }

  [[nodiscard]] const fs::path& socket() const { return socket_; }
  /// How often each address got it.
  [[nodiscard]] std::map<std::string, int> arrived() const {
    std::map<std::string, int> all;
    std::ifstream log(log_);
    for (std::string line; std::getline(log, line);) ++all[line];
    return all;
  }

 private:
  fs::path socket_, log_;
  pid_t pid_ = -1;
};

/// The answer to a command; a sink that is gone ends the sender.
void command(int fd, const std::string& text) {
  say(fd, text + "\r\n");
  if (read_line(fd).empty()) ::_exit(1);
}

void send_one(Store& store, const DeliveryRecord& delivery, const fs::path& socket) {
  const auto lease = store.claim(delivery, "sender", october + std::chrono::hours{1});
  if (!lease) return;
  const Descriptor relay(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const sockaddr_un address = address_of(socket);
  if (::connect(relay.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) ::_exit(1);
  if (read_line(relay.get()).empty()) ::_exit(1);
  command(relay.get(), "RCPT TO:" + ("<" + delivery.route.address + ">"));
  command(relay.get(), "DATA");
  say(relay.get(), "Message-ID: " + delivery.message.header_id + "\r\n");
  if (!store.pass_barrier(*lease)) return;
  command(relay.get(), ".");
  store.record(*lease, accepted());
}

/// What is killed: opens the store, takes up what the last one left, tells that it begins, and sends.
[[noreturn]] void be_sender(const StoreFolder& folder, const fs::path& socket, int begins) {
  try {
    const auto store = folder.open();
    store->recover();
    (void)::write(begins, "b", 1);
    for (auto due = store->due(october, 50); !due.empty(); due = store->due(october, 50))
      for (const DeliveryRecord& delivery : due) send_one(*store, delivery, socket);
  } catch (const Error& e) {
    std::cerr << e.what() << '\n';
    ::_exit(3);
  }
  ::_exit(0);
}

/// True if it was killed, false if it had ended by itself.
bool run_and_kill(const StoreFolder& folder, const fs::path& socket, std::mt19937& random) {
  int ends[2];
  REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
  const Descriptor begun(ends[0]);
  Descriptor begins(ends[1]);
  const pid_t pid = ::fork();
  if (pid == 0) be_sender(folder, socket, ends[1]);
  begins.close();
  // One in four is killed while it opens the store or takes up what was left.
  if (random() % 4 != 0) {
    pollfd waiting{begun.get(), POLLIN, 0};
    REQUIRE(::poll(&waiting, 1, 60'000) == 1);
  }
  ::usleep(useconds_t(random() % 60'000));
  ::kill(pid, SIGKILL);
  int status = 0;
  ::waitpid(pid, &status, 0);
  if (WIFEXITED(status)) REQUIRE(WEXITSTATUS(status) == 0);
  return WIFSIGNALED(status);
}

/// Runs with more recipients than the kills leave time for: the relay takes two milliseconds for a mail, and
/// a sender lives for thirty.
int queue_mails(Store& store, int kills) {
  constexpr int recipients_of_run = 50;
  constexpr int mails_of_kill = 16;
  std::vector<RouteRecord> routes;
  for (int i = 0; i < recipients_of_run; ++i)
    routes.push_back(desk_route("d" + std::to_string(i) + "@donor.example"));
  const int runs = std::max(1, kills * mails_of_kill / recipients_of_run);
  std::vector<RouteRecord> all;
  for (int r = 0; r < runs; ++r)
    for (RouteRecord route : routes) {
      route.address = std::to_string(r) + route.address;
      route.id = route.address;
      all.push_back(route);
    }
  set_up(store);
  store.set_routes(all, daemon_deed);
  for (int r = 0; r < runs; ++r)
    queued_run(store, "monthly." + std::to_string(r), r,
               {all.begin() + r * recipients_of_run, all.begin() + (r + 1) * recipients_of_run});
  return int(all.size());
}

}  // namespace

TEST_CASE("kill -9 while sending loses no mail, doubles none and flags what is unknown", "[store]") {
  const StoreFolder folder;
  const int kills = kills_asked_for();
  const int mails = queue_mails(*folder.open(), kills);
  const Sink sink(folder.path());
  std::mt19937 random(11);
  int killed = 0;
  while (killed < kills && run_and_kill(folder, sink.socket(), random)) ++killed;
  // The last one is left alone.
  const pid_t last = ::fork();
  if (last == 0) be_sender(folder, sink.socket(), STDERR_FILENO);
  int status = 0;
  ::waitpid(last, &status, 0);
  REQUIRE((WIFEXITED(status) && WEXITSTATUS(status) == 0));

  const auto store = folder.open();
  const auto arrived = sink.arrived();
  int lost = 0, doubled = 0, unflagged = 0, uncertain = 0, arrived_uncertain = 0;
  for (const DeliveryRecord& delivery : store->deliveries()) {
    const auto found = arrived.find(delivery.route.address);
    const int copies = found == arrived.end() ? 0 : found->second;
    if (copies > 1) ++doubled;
    if (delivery.state == DeliveryState::sent && copies == 0) ++lost;
    if (delivery.state == DeliveryState::uncertain) {
      ++uncertain;
      arrived_uncertain += copies;
    } else if (delivery.state != DeliveryState::sent) {
      ++unflagged;
    }
  }
  std::cout << "kill -9: " << killed << " kills, " << mails << " mails, " << lost << " lost, " << doubled
            << " doubled, " << uncertain << " uncertain (" << arrived_uncertain << " had arrived)\n";
  CHECK(killed == kills);
  CHECK(lost == 0);
  CHECK(doubled == 0);
  CHECK(unflagged == 0);
  CHECK(store->verify_audit().breach.empty());
}
