#include "deliver/secret.hpp"

#include <fmt/format.h>

#include <sstream>
#include <type_traits>

#include "catch.hpp"

namespace kvali {

namespace {

template <typename T>
concept Streamable = requires(std::ostream& out, const T& value) {
  out << value;
};

}  // namespace

// A secret that can be printed will be.
static_assert(!Streamable<Secret>);
static_assert(!fmt::is_formattable<Secret>::value);
static_assert(!std::is_convertible_v<Secret, std::string_view>);
static_assert(!std::is_copy_constructible_v<Secret>);

TEST_CASE("a secret is there for who asks, and moves without a trace", "[deliver]") {
  Secret password("hunter2");
  CHECK(password.reveal() == "hunter2");
  const Secret moved = std::move(password);
  CHECK(moved.reveal() == "hunter2");
  CHECK(password.empty());  // NOLINT(bugprone-use-after-move)
  CHECK(Secret{"a", moved.reveal(), "b"}.reveal() == "ahunter2b");
  CHECK(to_base64(Secret("foobar")).reveal() == "Zm9vYmFy");
}

TEST_CASE("what was wiped is gone from memory", "[deliver]") {
  std::string text(40, 'x');
  const char* bytes = text.data();
  wipe(text);
  CHECK(text.empty());
  CHECK(bytes[10] == '\0');
}

}  // namespace kvali
