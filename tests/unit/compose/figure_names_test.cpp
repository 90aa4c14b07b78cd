#include "compose/figure_names.hpp"

#include <map>

#include "catch.hpp"

using namespace kvali;

namespace {

/// A table of one row.
Table row(const std::string& name, const std::map<std::string, Scalar>& cells) {
  Table table(name);
  for (const auto& [column, value] : cells) {
    const Type type = std::holds_alternative<Date>(value) ? Type::date : Type::text;
    table.add(column, type).append_scalar(value);
  }
  return table;
}

Scalar text(const char* value) {
  return std::string(value);
}

}  // namespace

TEST_CASE("a figure is called by what it is about", "[figures]") {
  CHECK(figure_name(row_name(row("results", {{"indicator", text("1.1")}}), 0), "to_date") == "1.1.to-date");
  CHECK(row_name(row("series", {{"indicator", text("1.1")}, {"first", *make_date(2025, 12, 1)}}), 0) ==
        "1.1@2025-12");
  CHECK(row_name(row("disaggregation",
                     {{"indicator", text("1.1")}, {"dimension", text("age")}, {"category", text("60+")}}),
                 0) == "1.1.age=60+");
  CHECK(row_name(row("finance", {{"code", text("2.1")}}), 0) == "budget.2.1");
}

TEST_CASE("what cannot be typed without quotes is spelled with plain letters", "[figures]") {
  CHECK(row_name(row("places", {{"indicator", text("1.1")}, {"place", text("ქვემო ნაპირი")}}), 0) ==
        "1.1.loc=kvemo-napiri");
}

TEST_CASE("a row without a key of its own is called by its number", "[figures]") {
  CHECK(row_name(row("needs", {{"text", text("An interpreter")}}), 0) == "needs.1");
  CHECK(row_name(row("results", {{"indicator", Mark::not_recorded}}), 0) == "results.1");
}
