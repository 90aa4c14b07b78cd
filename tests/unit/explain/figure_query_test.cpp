#include "explain/figure_query.hpp"

#include "catch.hpp"

using namespace kvali;

namespace {

/// "1.2|2025-12|sex=f", or "-".
std::string parsed(const std::string& text) {
  const std::vector<IndicatorName> names{{"1.2", "1.2"},
                                         {"1", "1"},
                                         {"People advised", "1.2"},
                                         {"IDPs", "IDPs"},
                                         {"IDPs of Mzekari, new", "new"}};
  const auto query = parse_figure_query(text, names, {});
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

TEST_CASE("an indicator may be called by its title, and the longest name counts", "[explain]") {
  CHECK(parsed("people advised 2025-12") == "1.2|2025-12|");
  CHECK(parsed("idps") == "IDPs||");
  CHECK(parsed("IDPs of Mzekari, new 2025") == "new|2025|");
}

TEST_CASE("periods may stand in words, in Georgian and English", "[explain]") {
  CHECK(parsed("IDPs Apr 2014") == "IDPs|2014-04|");
  CHECK(parsed("IDPs აპრილი 2014") == "IDPs|2014-04|");
  CHECK(parsed("IDPs 2014 წლის აპრილი sex=f") == "IDPs|2014-04|sex=f");
  CHECK(parsed("IDPs sex=f, IV კვარტალი 2014") == "IDPs|2014-Q4|sex=f");
  CHECK(parsed("IDPs July 2014 - December 2014") == "IDPs|2014-H2|");
}

TEST_CASE("a word that is neither period nor group is not guessed at", "[explain]") {
  CHECK(parsed("") == "-");
  CHECK(parsed("9.9 2025-12") == "-");
  CHECK(parsed("1.2 soon") == "-");
  CHECK(parsed("1.2 2025-12 2025-11") == "-");
  CHECK(parsed("1.2 sex=f age=60+") == "-");
}
