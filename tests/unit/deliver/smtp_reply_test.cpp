#include "deliver/smtp_reply.hpp"

#include "base/error.hpp"
#include "catch.hpp"
#include "deliver/smtp_extensions.hpp"

namespace kvali {

namespace {

SmtpReply read(std::string_view bytes) {
  SmtpReplyReader reader;
  auto reply = reader.feed(bytes);
  REQUIRE(reply);
  REQUIRE_FALSE(reader.has_more());
  return *reply;
}

}  // namespace

TEST_CASE("a reply has a code, an enhanced code and text", "[deliver]") {
  const SmtpReply reply = read("550 5.1.1 no such user\r\n");
  CHECK(reply.code == 550);
  CHECK(reply.enhanced == "5.1.1");
  CHECK(reply.text() == "5.1.1 no such user");
}

TEST_CASE("a reply of several lines is one, however it arrives", "[deliver]") {
  const std::string bytes = "250-relay.example.org\r\n250-SIZE 1000\r\n250 HELP\r\n";
  const std::size_t piece = GENERATE(1u, 3u, 10u, 100u);
  SmtpReplyReader reader;
  std::optional<SmtpReply> reply;
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    REQUIRE_FALSE(reply);
    reply = reader.feed(std::string_view(bytes).substr(at, piece));
  }
  REQUIRE(reply);
  CHECK(reply->lines == std::vector<std::string>{"relay.example.org", "SIZE 1000", "HELP"});
}

TEST_CASE("short forms that servers use are read", "[deliver]") {
  CHECK(read("220\r\n").code == 220);
  CHECK(read("250 ok\n").text() == "ok");
  CHECK(read("354 \r\n").text().empty());
}

TEST_CASE("an enhanced code of another class, or none at all, is left out", "[deliver]") {
  CHECK(read("550 4.1.1 odd\r\n").enhanced.empty());
  CHECK(read("250 2.0 ok\r\n").enhanced.empty());
  CHECK(read("250 2.0.0\r\n").enhanced == "2.0.0");
  CHECK(read("250 2.1234.0 x\r\n").enhanced.empty());
}

TEST_CASE("what is no reply ends the conversation", "[deliver]") {
  const std::string bytes = GENERATE(as<std::string>{}, "hello\r\n", "\r\n", "25 ok\r\n", "150 no\r\n",
                                     "600 no\r\n", "2x0 no\r\n", "250ok\r\n", "250-a\r\n550 b\r\n",
                                     std::string(4097, 'x'), "220 " + std::string(5000, 'x') + "\r\n");
  SmtpReplyReader reader;
  CHECK_THROWS_AS(reader.feed(bytes), Error);
}

TEST_CASE("a reply without end is cut off at 16 KiB", "[deliver]") {
  SmtpReplyReader reader;
  const auto endless = [&] {
    for (int i = 0; i < 1000; ++i) static_cast<void>(reader.feed("220-" + std::string(900, 'A') + "\r\n"));
  };
  CHECK_THROWS_WITH(endless(), "the server's reply is longer than 16384 bytes");
}

TEST_CASE("bytes behind a reply are noticed", "[deliver]") {
  SmtpReplyReader reader;
  CHECK(reader.feed("220 go\r\n250 injected\r\n"));
  CHECK(reader.has_more());
}

TEST_CASE("a server cannot write on the terminal", "[deliver]") {
  CHECK(read("250 \x1B]0;title\x07 \xFF\r\n").text() == " ]0;title  \uFFFD");
}

TEST_CASE("extensions are read in any case", "[deliver]") {
  const SmtpExtensions can = read_extensions(
      read("250-relay\r\n250-size 35882577\r\n250-starttls\r\n250-8bitMime\r\n250-SMTPUTF8\r\n"
           "250-AUTH plain XOAUTH2\r\n250-AUTH=LOGIN\r\n250 CHUNKING\r\n"));
  CHECK(can.starttls);
  CHECK(can.eight_bit_mime);
  CHECK(can.smtputf8);
  CHECK(can.most_bytes == 35'882'577u);
  CHECK(can.auth == std::set<std::string>{"LOGIN", "PLAIN", "XOAUTH2"});
}

TEST_CASE("no limit of size is none", "[deliver]") {
  for (const auto* line : {"250-x\r\n250 SIZE\r\n", "250-x\r\n250 SIZE 0\r\n", "250-x\r\n250 SIZE much\r\n",
                           "250-x\r\n250 SIZE 99999999999999999999999\r\n"}) {
    const SmtpExtensions can = read_extensions(read(line));
    CHECK(can.size);
    CHECK_FALSE(can.most_bytes);
  }
}

TEST_CASE("the name a server greets with is no extension", "[deliver]") {
  CHECK_FALSE(read_extensions(read("250 STARTTLS\r\n")).starttls);
}

}  // namespace kvali
