#include "deliver/https_post.hpp"

#include "catch.hpp"
#include "deliver/oauth_tokens.hpp"

namespace kvali {

namespace {

std::string body_of(std::string_view answer) {
  return std::string(read_http_answer(answer).body.reveal());
}

HttpsReply reply(int status, std::string_view body) {
  return {status, Secret(body)};
}

}  // namespace

TEST_CASE("a service has an https address", "[deliver]") {
  const HttpsUrl url = HttpsUrl::parse("https://login.example.org/tenant/oauth2/token?v=2");
  CHECK(url.server.host == "login.example.org");
  CHECK(url.server.port == 443);
  CHECK(url.path == "/tenant/oauth2/token?v=2");
  CHECK(HttpsUrl::parse("https://localhost:8443").server.port == 8443);
  CHECK(HttpsUrl::parse("https://localhost:8443").path == "/");
}

TEST_CASE("no other address is one", "[deliver]") {
  const std::string url = GENERATE(as<std::string>{}, "", "http://login.example.org/", "https://",
                                   "https:///x", "https://a:0/", "https://a:99999/", "https://a:b/",
                                   "https://user@a/", "https://a/ b", "https://a/\r\nX: 1", "ftp://a/");
  CHECK_THROWS_AS(HttpsUrl::parse(url), Error);
}

TEST_CASE("answers come whole or in chunks", "[deliver]") {
  CHECK(body_of("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello") == "hello");
  CHECK(
      body_of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n") ==
      "hello");
  CHECK(read_http_answer("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n").status == 404);
}

TEST_CASE("an answer that is cut off is none", "[deliver]") {
  const std::string answer =
      GENERATE(as<std::string>{}, "", "HTTP/1.1 200 OK\r\n", "HTTP/1.0 200 OK\r\n\r\nhello",
               "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello",
               "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nhello", "HTTP/1.1 200\r\n\r",
               "HTTP/1.1 200 OK\r\nTransfer-Encoding:  \r\n\r\nhello", "hello\r\n\r\n",
               "HTTP/1.1 2x0 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n",
               "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nhel\r\n0\r\n\r\n",
               "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhel\r\n0\r\n\r\n");
  CHECK_THROWS_AS(read_http_answer(answer), ConnectionError);
}

TEST_CASE("a token is read with how long it lives", "[deliver]") {
  const TokenAnswer answer =
      read_token_answer(reply(200, R"({"access_token":"abc","refresh_token":"next","expires_in":3599})"));
  CHECK(answer.access_token.reveal() == "abc");
  CHECK(answer.refresh_token.reveal() == "next");
  CHECK(answer.lives == std::chrono::seconds{3599});
  CHECK(read_token_answer(reply(200, R"({"access_token":"abc","expires_in":"60"})")).lives.count() == 60);
  CHECK(read_token_answer(reply(200, R"({"access_token":"abc"})")).lives.count() == 3600);
  CHECK(read_token_answer(reply(200, R"({"access_token":"abc","expires_in":-5})")).lives.count() == 0);
}

TEST_CASE("a refusal gives the reason and never a secret", "[deliver]") {
  CHECK_THROWS_WITH(
      read_token_answer(reply(400, R"({"error":"invalid_grant","error_description":"expired\nlong ago"})")),
      "the token service answers 400: invalid_grant expired long ago");
  CHECK_THROWS_WITH(read_token_answer(reply(200, "hunter2")), "the token service answers 200 and no JSON");
  CHECK_THROWS_WITH(read_token_answer(reply(200, R"({"access_token":"a\r\nb"})")),
                    "the token service gives a token that is none");
  CHECK_THROWS_AS(read_token_answer(reply(200, "[]")), Error);
  CHECK_THROWS_AS(read_token_answer(reply(200, R"({"access_token":5})")), Error);
}

}  // namespace kvali
