// Drives the library of mails for the tests in Python.
//   mail-driver send NAME=VALUE...   one mail over SMTP; prints the attempt as JSON
//   mail-driver compose              mails as lines of JSON on stdin; prints each as a line of base64
#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <thread>

#include "base/error.hpp"
#include "deliver/base64.hpp"
#include "deliver/mail.hpp"
#include "deliver/oauth_tokens.hpp"
#include "deliver/smtp_mailer.hpp"

namespace {

using namespace kvali;
using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::milliseconds;

class Arguments {
 public:
  Arguments(int count, char** words) {
    for (int i = 2; i < count; ++i) {
      const std::string word = words[i];
      const std::size_t sign = word.find('=');
      values_[word.substr(0, sign)] = word.substr(sign + 1);
    }
  }
  [[nodiscard]] std::string text(const std::string& name, const std::string& otherwise) const {
    const auto found = values_.find(name);
    return found == values_.end() ? otherwise : found->second;
  }
  [[nodiscard]] int number(const std::string& name, int otherwise) const {
    return std::stoi(text(name, std::to_string(otherwise)));
  }

 private:
  std::map<std::string, std::string> values_;
};

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::string file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A mail with lines that begin with dots, of about `size` bytes.
std::string test_message(std::size_t size) {
  std::string message =
      "From: reports@example.org\r\nTo: donor@example.org\r\nMessage-ID: <1@kvali>\r\nSubject: t\r\n\r\n"
      "hello\r\n.\r\n..there\r\n";
  while (message.size() < size) message += std::string(70, 'x') + "\r\n";
  return message;
}

SmtpDeadlines deadlines(const Arguments& arguments) {
  const Milliseconds step{arguments.number("step_ms", 1000)};
  SmtpDeadlines out;
  out.connect = out.banner = out.command = out.data = out.body = out.final = step;
  out.total = Milliseconds{arguments.number("total_ms", 60'000)};
  return out;
}

std::unique_ptr<OAuthTokens> token_source(const Arguments& arguments) {
  const std::string url = arguments.text("token_url", "");
  if (url.empty()) return nullptr;
  OAuthSettings settings;
  settings.token_url = url;
  settings.client_id = "kvali";
  settings.client_secret = Secret(environment("KVALI_TEST_SECRET"));
  settings.refresh_token = Secret(environment("KVALI_TEST_REFRESH"));
  settings.trust.ca_file = arguments.text("ca", "");
  return std::make_unique<OAuthTokens>(std::move(settings));
}

Relay relay_of(const Arguments& arguments, TokenSource* tokens) {
  Relay relay;
  relay.server = {arguments.text("host", "127.0.0.1"),
                  static_cast<std::uint16_t>(arguments.number("port", 25))};
  const std::string tls = arguments.text("tls", "none");
  relay.tls = tls == "required" ? TlsMode::required : tls == "implicit" ? TlsMode::implicit : TlsMode::none;
  relay.trust = {arguments.text("ca", ""), arguments.text("max_tls", "")};
  relay.clear_text_allowed = arguments.text("clear_text", "") == "allowed";
  relay.greeting = "client.example.org";
  relay.login.user = arguments.text("user", "");
  relay.login.password = Secret(environment("KVALI_TEST_PASSWORD"));
  relay.login.tokens = tokens;
  relay.deadlines = deadlines(arguments);
  return relay;
}

Envelope envelope_of(const Arguments& arguments) {
  Envelope envelope{.sender = MailAddress(arguments.text("from", "reports@example.org")), .recipients = {}};
  std::istringstream to(arguments.text("to", "donor@example.org"));
  for (std::string address; std::getline(to, address, ',');) envelope.recipients.emplace_back(address);
  return envelope;
}

double cpu_seconds() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

Poco::JSON::Object to_json(const Attempt& attempt) {
  Poco::JSON::Array recipients;
  for (const Delivered& one : attempt.recipients) {
    Poco::JSON::Object object;
    object.set("address", one.address);
    object.set("outcome", std::string(name_of(one.outcome)));
    object.set("phase", one.phase);
    object.set("code", one.code);
    object.set("enhanced", one.enhanced);
    object.set("text", one.text);
    recipients.add(object);
  }
  Poco::JSON::Object object;
  object.set("recipients", recipients);
  object.set("tls", attempt.tls);
  object.set("peer", attempt.peer);
  object.set("relay_failed", attempt.relay_failed);
  return object;
}

BeforeFinal barrier_of(const std::string& kind, int& passed) {
  return [kind, &passed] {
    ++passed;
    if (kind == "throws") throw Error("the disk is full");
    return kind != "refuses";
  };
}

int send(const Arguments& arguments) {
  const auto tokens = token_source(arguments);
  const std::string file = arguments.text("message", "");
  const std::string message =
      file.empty() ? test_message(static_cast<std::size_t>(arguments.number("size", 0))) : file_text(file);
  std::stop_source stop;
  std::jthread stopper;
  if (const int after = arguments.number("stop_ms", 0); after > 0) {
    stopper = std::jthread([&stop, after] {
      std::this_thread::sleep_for(Milliseconds{after});
      stop.request_stop();
    });
  }
  SmtpMailer mailer(relay_of(arguments, tokens.get()),
                    stopper.joinable() ? stop.get_token() : std::stop_token{});
  const Envelope envelope = envelope_of(arguments);
  for (int i = arguments.number("times", 1); i > 0; --i) {
    int barriers = 0;
    const double cpu = cpu_seconds();
    const auto begin = Clock::now();
    Poco::JSON::Object result =
        to_json(mailer.send(envelope, message, barrier_of(arguments.text("barrier", "passes"), barriers)));
    result.set("ms", std::chrono::duration_cast<Milliseconds>(Clock::now() - begin).count());
    result.set("cpu", cpu_seconds() - cpu);
    result.set("barriers", barriers);
    result.stringify(std::cout);
    std::cout << std::endl;
  }
  return 0;
}

Mail mail_of(const Poco::JSON::Object& object) {
  const auto text = [&](const char* name) { return object.optValue<std::string>(name, ""); };
  Mail mail{.from = MailAddress("reports@kvali.example.org", text("from")),
            .to = {MailAddress("donor@example.org", text("to"))},
            .subject = HeaderValue(text("subject"), "the subject"),
            .message_id = "<" + text("id") + "@kvali.example.org>",
            .date = std::chrono::sys_seconds{std::chrono::seconds{1'800'000'000}},
            .text = text("text")};
  mail.html = text("html");
  if (!text("file").empty()) mail.attachments.push_back({text("file"), "application/pdf", "%PDF-1.7\n"});
  return mail;
}

int compose() {
  for (std::string line; std::getline(std::cin, line);) {
    const auto object = Poco::JSON::Parser().parse(line).extract<Poco::JSON::Object::Ptr>();
    try {
      std::cout << to_base64(compose_mail(mail_of(*object))) << '\n';
    } catch (const Error& e) {
      std::cout << "refused: " << e.what() << '\n';
    }
  }
  return 0;
}

}  // namespace

int main(int count, char** words) {
  const std::string command = count > 1 ? words[1] : "";
  try {
    if (command == "send") return send(Arguments(count, words));
    if (command == "compose") return compose();
  } catch (const std::exception& e) {
    std::cerr << e.what() << '\n';
    return 1;
  }
  std::cerr << "usage: mail-driver send|compose\n";
  return 2;
}
