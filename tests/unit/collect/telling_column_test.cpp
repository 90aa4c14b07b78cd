#include "catch.hpp"
#include "mapping.hpp"

using namespace kvali;
using Texts = std::vector<std::string>;

namespace {

const Texts headings{"indicator", "period", "value", "Ref", "Plan", "Office"};

/// The line that would tell rows apart, or "".
std::string line_for(const std::vector<Texts>& rows, const TableMap& map = map_of("observation"),
                     const Texts& columns = headings) {
  Mapped mapped;
  mapped.add(raw_table(columns, rows, mapped.workspace), map);
  const auto& found = mapped.workspace.telling_columns;
  return found.empty() ? "" : found.begin()->second.line;
}

}  // namespace

TEST_CASE("of the columns that tell rows of one record apart, the one with the fewest words is named",
          "[map_table]") {
  CHECK(line_for({{"1.1", "2020-12", "5", "r1", "9", "A"},
                  {"1.1", "2020-12", "6", "r2", "8", "B"},
                  {"1.2", "2020-12", "7", "r3", "9", "A"},
                  {"1.2", "2020-12", "7", "r4", "7", "B"}}) ==
        "disaggregation = { \"Office\" = \"Office\" }");
}

TEST_CASE("no column is named where rows differ anyway, or where none tells all of them apart",
          "[map_table]") {
  CHECK(line_for({{"1.1", "2020-11", "5", "r1", "9", "A"}, {"1.1", "2020-12", "6", "r2", "8", "B"}}).empty());
  CHECK(line_for({{"1.1", "2020-12", "5", "r", "9", "A"}, {"1.1", "2020-12", "6", "r", "8", "A"}}).empty());
  CHECK(line_for({{"1.1", "2020-12", "5", "r", "9", "A"}, {"1.1", "2020-12", "6", "r", "8", "~"}}).empty());
}

TEST_CASE("no column is named whose words are names of persons", "[map_table]") {
  const Texts people{"indicator", "period", "value", "Office"};
  CHECK(line_for({{"1.1", "2020-11", "5", "a"}, {"1.1", "2020-11", "6", "b"}, {"1.1", "2020-11", "6", "c"}},
                 map_of("observation"), people)
            .empty());
  CHECK(line_for({{"1.1", "2020-12", "5", "a"}, {"1.1", "2020-12", "6", "b"}}, map_of("observation"),
                 {"indicator", "period", "value", "Surname"})
            .empty());
}

TEST_CASE("a place, and a group beside others, are written as the map wants them", "[map_table]") {
  CHECK(line_for({{"1.1", "2020-12", "5", "Mzekari"}, {"1.1", "2020-12", "6", "Napiri"}},
                 map_of("observation"),
                 {"indicator", "period", "value", "Municipality"}) == "loc = \"Municipality\"");
  TableMap map = map_of("observation");
  map.disaggregation["sex"] = from_column("Sex");
  CHECK(line_for({{"1.1", "2020-12", "5", "f", "A"}, {"1.1", "2020-12", "6", "f", "B"}}, map,
                 {"indicator", "period", "value", "Sex", "Office"}) ==
        "\"Office\" = \"Office\" in disaggregation");
}
