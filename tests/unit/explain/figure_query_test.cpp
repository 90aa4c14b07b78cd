#include "explain/figure_query.hpp"

#include "catch.hpp"

using namespace kvali;

namespace {

/// "1.2|2025-12|sex=f", or "-".
std::string parsed(const std::string& text) {
  const auto query = parse_figure_query(text, {});
  if (!query) return "-";
  return query->indicator + "|" + (query->period ? period_text(*query->period) : "") + "|" +
         (query->dimension.empty() ? "" : query->dimension + "=" + query->category);
}

}  // namespace

TEST_CASE("a figure is asked for by indicator, period and group in any order", "[explain]") {
  CHECK(parsed("1.2") == "1.2||");
  CHECK(parsed("1.2@2025-12") == "1.2|2025-12|");
  CHECK(parsed("1.2 2025-12 sex=f") == "1.2|2025-12|sex=f");
  CHECK(parsed("1.2, sex=f, 2025-Q4") == "1.2|2025-Q4|sex=f");
  CHECK(parsed("  1.2   age=18–24 ") == "1.2||age=18–24");
}

TEST_CASE("a word that is neither period nor group is not guessed at", "[explain]") {
  CHECK(parsed("") == "-");
  CHECK(parsed("1.2 soon") == "-");
  CHECK(parsed("1.2 2025-12 2025-11") == "-");
  CHECK(parsed("1.2 sex=f age=60+") == "-");
}
