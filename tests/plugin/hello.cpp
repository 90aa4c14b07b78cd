// The smallest source in C++: what plugins/README.md teaches.
#include <kvali/plugin.hpp>

struct Hello : kvali::Source {
  static constexpr kvali::Info info{"hello", "Greets a number of times."};
  std::string greeting = "Hello";
  int64_t count = 3;
  static constexpr auto options = kvali::options(
      kvali::option("greeting", &Hello::greeting, "The word to greet with."),
      kvali::option("count", &Hello::count, "How many rows to make.", {.min = "1", .max = "100000"}));

  void open() override {
    table("greetings", {{"id", kvali::int64}, {"text", kvali::utf8}},
          [this, i = int64_t{0}](kvali::Rows& rows) mutable {
            rows.add(i, greeting + " " + std::to_string(i));
            return ++i < count;
          });
  }
};
KVALI_PLUGIN("hello", "1.0.0", "MIT", Hello)
