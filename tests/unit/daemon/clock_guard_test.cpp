#include "daemon/clock_guard.hpp"
#include "catch.hpp"

using namespace kvali;
using namespace std::chrono_literals;

namespace {

constexpr Instant october{std::chrono::sys_days{std::chrono::year{2026} / 10 / 5}};

}  // namespace

TEST_CASE("a clock that goes on with the machine is believed", "[daemon]") {
  ClockGuard guard(october, october, 0s);
  CHECK(guard.believes(october + 240h, 240h));
  CHECK(guard.doubt().empty());
}

TEST_CASE("a clock that was set forward by more than a day is doubted until a person confirms it",
          "[daemon]") {
  ClockGuard guard(october, october, 0s);
  CHECK(guard.believes(october + 24h, 10s));
  CHECK_FALSE(guard.believes(october + 49h, 20s));
  CHECK(guard.doubt() ==
        "the clock jumped from 2026-10-06T00:00:00Z to 2026-10-07T01:00:00Z: nothing is planned");
  guard.confirm();
  CHECK(guard.believes(october + 49h, 20s));
  CHECK(guard.doubt().empty());
  // For that jump alone.
  CHECK_FALSE(guard.believes(october + 200h, 30s));
}

TEST_CASE("a confirmation that nobody asked for is none", "[daemon]") {
  ClockGuard guard(october, october, 0s);
  guard.confirm();
  CHECK_FALSE(guard.believes(october + 49h, 20s));
}

TEST_CASE("a clock that was set back is believed, and doubted when it jumps from where it had been",
          "[daemon]") {
  ClockGuard guard(october, october, 0s);
  CHECK(guard.believes(october - 240h, 10s));
  CHECK(guard.believes(october + 1h, 20s));
  CHECK_FALSE(guard.believes(october + 26h, 20s));
}

TEST_CASE("a daemon that was off makes up for a month, not for ten years", "[daemon]") {
  ClockGuard month(october - 720h, october, 100s);
  CHECK(month.believes(october, 100s));
  ClockGuard decade(october - 87600h, october, 100s);
  CHECK_FALSE(decade.believes(october, 100s));
}
