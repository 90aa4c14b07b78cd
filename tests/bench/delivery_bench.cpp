#include <Poco/Net/ServerSocket.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstring>
#include <fstream>
#include <thread>

#include "base/error.hpp"
#include "deliver/mail.hpp"
#include "deliver/smtp_mailer.hpp"
#include "workloads.hpp"

namespace kvali::bench {

namespace {

using Poco::Net::ServerSocket;
using Poco::Net::SocketAddress;
using Poco::Net::StreamSocket;

constexpr std::size_t attachment_bytes = 1'000'000;

/// Takes whatever ends in `end` and drops it.
class Sink {
 public:
  explicit Sink(StreamSocket socket) : socket_(std::move(socket)) {}

  void say(const std::string& text) { socket_.sendBytes(text.data(), static_cast<int>(text.size())); }

  void take_until(std::string_view end) {
    std::string tail;
    while (!tail.ends_with(end)) {
      const int got = socket_.receiveBytes(block_.data(), static_cast<int>(block_.size()));
      if (got <= 0) throw Error("the sender has gone");
      tail += std::string_view(block_.data(), static_cast<std::size_t>(got));
      if (tail.size() > end.size()) tail.erase(0, tail.size() - end.size());
    }
  }

 private:
  StreamSocket socket_;
  std::array<char, 65536> block_{};
};

void serve_smtp(ServerSocket& server, int mails) {
  for (int i = 0; i < mails; ++i) {
    Sink sink(server.acceptConnection());
    sink.say("220 sink\r\n");
    for (const char* answer : {"250 sink\r\n", "250 ok\r\n", "250 ok\r\n", "354 go\r\n"}) {
      sink.take_until("\r\n");
      sink.say(answer);
    }
    sink.take_until("\r\n.\r\n");
    sink.say("250 kept\r\n");
    sink.take_until("QUIT\r\n");
    sink.say("221 bye\r\n");
  }
}

/// The least that it costs: the same bytes through a socket.
void serve_bytes(ServerSocket& server, int mails) {
  for (int i = 0; i < mails; ++i) {
    Sink sink(server.acceptConnection());
    sink.take_until("\r\n.\r\n");
    sink.say("250 kept\r\n");
  }
}

Mail report_mail() {
  std::string pdf(attachment_bytes, '\0');
  for (std::size_t i = 0; i < pdf.size(); ++i) pdf[i] = static_cast<char>(i * 2654435761u >> 13);
  return {.from = MailAddress("reports@kvali.example.org", "ნინო ბერიძე"),
          .to = {MailAddress("donor@example.org")},
          .subject = HeaderValue("ანგარიში, 2026 წლის ოქტომბერი", "the subject"),
          .message_id = "<1@kvali.example.org>",
          .date = std::chrono::sys_seconds{std::chrono::seconds{1'800'000'000}},
          .text = "გიგზავნით ანგარიშს.\n",
          .attachments = {{"ანგარიში.pdf", "application/pdf", std::move(pdf)}}};
}

double memory_mb() {
  std::ifstream in("/proc/self/statm");
  double total = 0;
  double resident = 0;
  in >> total >> resident;
  return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

/// What one run showed besides its cost.
struct Observed {
  double mails_per_second = 0;
  double growth_percent = 0;  ///< Of memory, after the first tenth.
};

Observed send_mails(std::uint16_t port, int mails) {
  SmtpMailer mailer({.server = {"127.0.0.1", port}, .tls = TlsMode::none});
  const Envelope envelope{.sender = MailAddress("reports@kvali.example.org"),
                          .recipients = {MailAddress("donor@example.org")}};
  const Mail mail = report_mail();
  double early_mb = 0;
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < mails; ++i) {
    const Attempt attempt = mailer.send(envelope, compose_mail(mail), [] { return true; });
    if (attempt.recipients.front().outcome != Outcome::accepted) throw Error(attempt.recipients.front().text);
    if (i == mails / 10) early_mb = memory_mb();
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  return {mails / took.count(), (memory_mb() / early_mb - 1) * 100};
}

void send_bytes(std::uint16_t port, int mails) {
  const std::string message = compose_mail(report_mail()) + ".\r\n";
  for (int i = 0; i < mails; ++i) {
    Sink sink(StreamSocket(SocketAddress("127.0.0.1", port)));
    sink.say(message);
    sink.take_until("\r\n");
  }
}

}  // namespace

void measure_delivery(const Setup& setup, Results& results) {
  const int mails = setup.rows < 10'000 ? 5 : 500;
  const auto figures = setup.work / "delivery.txt";  // The work runs in a process of its own.
  const auto ours = [&] {
    return run_apart([&](Meter&) {
      ServerSocket server(SocketAddress("127.0.0.1", 0));
      std::jthread sink([&] { serve_smtp(server, mails); });
      const Observed observed = send_mails(server.address().port(), mails);
      std::ofstream(figures) << observed.mails_per_second << ' ' << observed.growth_percent;
    });
  };
  const auto floor = [&] {
    return run_apart([&](Meter&) {
      ServerSocket server(SocketAddress("127.0.0.1", 0));
      std::jthread sink([&] { serve_bytes(server, mails); });
      send_bytes(server.address().port(), mails);
    });
  };
  const auto [sent, moved] = alternate(setup.runs, ours, floor);
  Observed last;
  std::ifstream(figures) >> last.mails_per_second >> last.growth_percent;
  results.push_back(
      {fmt::format("{} mails of 1 MB composed and sent", mails), sent, "the same bytes through a socket",
       moved, fmt::format("{:.0f} mails/s, memory {:+.1f} %", last.mails_per_second, last.growth_percent)});
}

}  // namespace kvali::bench
