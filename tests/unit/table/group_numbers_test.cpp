#include "table/group_numbers.hpp"

#include <array>
#include <numeric>
#include <string>

#include "base/date.hpp"
#include "catch.hpp"

using namespace kvali;

namespace {

std::vector<std::size_t> rows_of(const Column& column) {
  std::vector<std::size_t> rows(column.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  return rows;
}

/// First row and size of every group.
using Groups = std::vector<std::pair<std::size_t, std::size_t>>;

Groups groups_of(std::span<const Column* const> keys, RowView rows) {
  const GroupNumbers numbers(keys, rows);
  Groups groups;
  for (std::size_t group = 0; group < numbers.size(); ++group)
    groups.emplace_back(numbers.first_row(group), numbers.count(group));
  return groups;
}

template <class Value>
Groups groups_of(Type type, Value first, Value second) {
  Column column("key", type);
  column.append(first);
  column.append(Mark::not_recorded);
  column.append(second);
  column.append(first);
  column.append(Mark::withheld);
  column.append(Mark::not_recorded);
  const std::array<const Column*, 1> keys{&column};
  return groups_of(keys, rows_of(column));
}

}  // namespace

TEST_CASE("cells of every type form groups, and every reason for a missing one its own", "[table]") {
  const Groups expected{{0, 2}, {1, 2}, {2, 1}, {4, 1}};
  CHECK(groups_of(Type::text, std::string_view("ქალი"), std::string_view("")) == expected);
  CHECK(groups_of(Type::integer, std::int64_t{-1}, std::int64_t{0}) == expected);
  CHECK(groups_of(Type::decimal, *Decimal::parse("0.5"), *Decimal::parse("-0.5")) == expected);
  CHECK(groups_of(Type::real, 0.5, 0.25) == expected);
  CHECK(groups_of(Type::date, *make_date(2020, 12, 8), *make_date(2020, 12, 9)) == expected);
  CHECK(groups_of(Type::boolean, true, false) == expected);
}

TEST_CASE("two keys with too many pairs for an array form the same groups as few", "[table]") {
  Column tens("tens", Type::text);
  Column ones("ones", Type::text);
  for (int round = 0; round < 2; ++round)
    for (int i = 0; i < 3000; ++i) {
      tens.append(std::to_string(i));
      ones.append(std::to_string(i % 1500));
    }
  const std::array<const Column*, 2> keys{&tens, &ones};
  const GroupNumbers groups(keys, rows_of(tens));
  REQUIRE(groups.size() == 3000);
  for (std::size_t group = 0; group < groups.size(); ++group) {
    CHECK(groups.first_row(group) == group);
    CHECK(groups.count(group) == 2);
  }
}

TEST_CASE("keys of all types together form the same groups as codes alone", "[table]") {
  Column sex("sex", Type::text);
  Column month("month", Type::integer);
  Column month_name("month", Type::text);
  for (std::int64_t i = 0; i < 3000; ++i) {
    i % 7 == 0 ? sex.append(Mark::not_recorded) : sex.append(i % 2 == 0 ? "f" : "m");
    month.append(i % 12);
    month_name.append(std::to_string(i % 12));
  }
  const std::array<const Column*, 2> by_number{&sex, &month};
  const std::array<const Column*, 2> by_text{&sex, &month_name};
  CHECK(groups_of(by_text, rows_of(sex)) == groups_of(by_number, rows_of(sex)));
  CHECK(groups_of(by_text, RowView::all(sex.size())) == groups_of(by_text, rows_of(sex)));
  CHECK(groups_of(by_text, rows_of(sex)).size() == 24);
}

TEST_CASE("rows know their group, and groups where their rows begin", "[table]") {
  Column sex("sex", Type::text);
  for (const char* text : {"f", "m", "f", "m", "f"}) sex.append(text);
  const std::array<const Column*, 1> keys{&sex};
  const std::vector<std::size_t> rows{4, 3, 0, 1};
  const GroupNumbers groups(keys, rows);
  REQUIRE(groups.size() == 2);
  CHECK(groups.group_of(0) == 0);
  CHECK(groups.group_of(1) == 1);
  CHECK(groups.group_of(2) == 0);
  CHECK(groups.count(0) == 2);
  CHECK(groups.count(1) == 2);
}

TEST_CASE("no rows form no groups, rows without keys form one", "[table]") {
  CHECK(groups_of({}, RowView::all(0)).empty());
  const std::vector<std::size_t> rows{7, 8};
  CHECK(groups_of({}, rows) == Groups{{7, 2}});
}
