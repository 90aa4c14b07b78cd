#include "deliver/retry.hpp"

#include "catch.hpp"
#include "deliver/circuit_breaker.hpp"

namespace kvali {

namespace {

using namespace std::chrono_literals;
using Time = std::chrono::sys_seconds;

constexpr Time start{1'800'000'000s};

std::chrono::seconds wait_after(int failed, double chance) {
  const auto next =
      next_try({}, {.failed = failed, .first = start, .now = start + 1min}, [&] { return chance; });
  REQUIRE(next);
  return *next - (start + 1min);
}

}  // namespace

TEST_CASE("a mail waits at most 5 minutes, then double, up to four hours", "[deliver]") {
  const double most = 0.9999999;
  CHECK(wait_after(1, most) == 299s);
  CHECK(wait_after(2, most) == 599s);
  CHECK(wait_after(6, most) == 9599s);
  CHECK(wait_after(7, most) == 14399s);
  CHECK(wait_after(1000, most) == 14399s);
}

TEST_CASE("chance spreads the tries from at once to the longest", "[deliver]") {
  CHECK(wait_after(3, 0.0) == 0s);
  CHECK(wait_after(3, 0.5) == 600s);
  CHECK(wait_after(3, 7.0) == 1200s);
}

TEST_CASE("after 72 hours a mail is given up, and the last try comes at their end", "[deliver]") {
  const auto at = [](std::chrono::seconds age) {
    return next_try({}, {.failed = 20, .first = start, .now = start + age}, [] { return 0.9; });
  };
  CHECK(at(71h) == start + 72h);
  CHECK(at(72h) == std::nullopt);
}

TEST_CASE("a relay is paused after three failures in a row and asked once after the pause", "[deliver]") {
  CircuitBreaker breaker;
  for (int i = 0; i < 3; ++i) {
    CHECK(breaker.allows(start));
    breaker.failed(start);
  }
  CHECK_FALSE(breaker.allows(start + 59s));
  CHECK(breaker.allows(start + 60s));
  CHECK_FALSE(breaker.allows(start + 60s));
  breaker.succeeded();
  CHECK(breaker.allows(start + 60s));
  CHECK(breaker.allows(start + 60s));
}

TEST_CASE("pauses double up to half an hour", "[deliver]") {
  CircuitBreaker breaker;
  Time now = start;
  std::vector<std::chrono::seconds> pauses;
  for (int i = 0; i < 9; ++i) {
    breaker.failed(now);
    if (!breaker.paused()) continue;
    pauses.push_back(breaker.paused_until() - now);
    now = breaker.paused_until();
    REQUIRE(breaker.allows(now));
  }
  CHECK(pauses == std::vector<std::chrono::seconds>{60s, 120s, 240s, 480s, 960s, 1800s, 1800s});
}

TEST_CASE("a success in between begins the count anew", "[deliver]") {
  CircuitBreaker breaker;
  breaker.failed(start);
  breaker.failed(start);
  breaker.succeeded();
  breaker.failed(start);
  CHECK(breaker.allows(start));
}

TEST_CASE("a clock set back by a year does not pause a relay for a year", "[deliver]") {
  CircuitBreaker breaker;
  for (int i = 0; i < 3; ++i) breaker.failed(start);
  const Time earlier = start - 24h * 365;
  CHECK_FALSE(breaker.allows(earlier));
  CHECK(breaker.allows(earlier + 60s));
}

TEST_CASE("a probe that was not made leaves room for another", "[deliver]") {
  CircuitBreaker breaker;
  for (int i = 0; i < 3; ++i) breaker.failed(start);
  CHECK(breaker.allows(start + 2min));
  breaker.not_tried();
  CHECK(breaker.allows(start + 2min));
}

}  // namespace kvali
