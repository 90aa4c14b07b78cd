#include "table/query.hpp"

#include <algorithm>

#include "catch.hpp"

namespace kvali {

namespace {

int bytes(std::string_view a, std::string_view b) {
  return a.compare(b);
}

struct Fixture {
  Evidence evidence;
  Table table{"t"};

  Fixture() {
    table.add("sex", Type::text);
    table.add("n", Type::integer);
    const char* const sexes[] = {"f", "m", "f", "m", "f"};
    for (const char* sex : sexes) table.at("sex").append(sex);
    Column& n = table.at("n");
    n.append(std::int64_t{5});
    n.append(std::int64_t{7});
    n.append(Mark::not_recorded);
    n.append(std::int64_t{0});
    n.append(std::int64_t{2});
    const std::uint32_t origin = evidence.add_origin({"ledger", "rows", "", "", 0});
    for (std::int64_t row = 1; row <= 5; ++row)
      table.row_evidence.push_back(evidence.add({origin, 0, row, {}}));
  }
};

}  // namespace

TEST_CASE("rows without a value come last in both directions", "[table]") {
  Fixture f;
  Rows rows = all_rows(f.table);
  const SortKey up[] = {{&f.table.at("n"), false}};
  sort_rows(rows, up, bytes);
  CHECK(rows == Rows{3, 4, 0, 1, 2});
  const SortKey down[] = {{&f.table.at("sex"), true}, {&f.table.at("n"), true}};
  sort_rows(rows, down, bytes);
  CHECK(rows == Rows{1, 3, 0, 4, 2});
}

TEST_CASE("sums skip what is not recorded and join the records behind them", "[table]") {
  Fixture f;
  const Rows women = {0, 2, 4};
  const AggregateResult sum = aggregate(Aggregate::sum, f.table, &f.table.at("n"), women, f.evidence);
  CHECK(canonical_text(sum.value) == "7");
  CHECK(f.evidence.refs(sum.evidence).size() == 2);
  const AggregateResult mean = aggregate(Aggregate::average, f.table, &f.table.at("n"), women, f.evidence);
  CHECK(canonical_text(mean.value) == "3.5");
  CHECK(canonical_text(aggregate(Aggregate::count, f.table, &f.table.at("n"), women, f.evidence).value) ==
        "2");
  CHECK(canonical_text(aggregate(Aggregate::count, f.table, nullptr, women, f.evidence).value) == "3");
  CHECK(canonical_text(aggregate(Aggregate::maximum, f.table, &f.table.at("n"), women, f.evidence).value) ==
        "5");
}

TEST_CASE("nothing recorded is missing, not zero, and a withheld part withholds the sum", "[table]") {
  Fixture f;
  const Rows third = {2};
  CHECK(aggregate(Aggregate::sum, f.table, &f.table.at("n"), third, f.evidence).value ==
        Scalar(Mark::not_recorded));
  CHECK(aggregate(Aggregate::sum, f.table, &f.table.at("n"), {}, f.evidence).value ==
        Scalar(Mark::not_recorded));
  f.table.at("n").append(Mark::withheld);
  f.table.at("sex").append("f");
  const Rows hidden = {0, 5};
  CHECK(aggregate(Aggregate::sum, f.table, &f.table.at("n"), hidden, f.evidence).value ==
        Scalar(Mark::withheld));
}

TEST_CASE("groups come in order of first appearance", "[table]") {
  Fixture f;
  const std::string keys[] = {"sex"};
  const Measure measures[] = {{"people", Aggregate::sum, &f.table.at("n")},
                              {"rows", Aggregate::count, nullptr}};
  const Table groups = group_rows(f.table, all_rows(f.table), keys, measures, f.evidence);
  REQUIRE(groups.rows() == 2);
  CHECK(groups.at("sex").text(0) == "f");
  CHECK(groups.at("people").integer(0) == 7);
  CHECK(groups.at("people").integer(1) == 7);
  CHECK(groups.at("rows").integer(0) == 3);
  CHECK(f.evidence.refs(groups.at("people").evidence(1)).size() == 2);
}

TEST_CASE("every function gives a group what it gives the group's rows alone", "[table]") {
  Fixture f;
  const std::string keys[] = {"sex"};
  const Column* n = &f.table.at("n");
  // The order in which the records were met is not that of the rows.
  std::reverse(f.table.row_evidence.begin(), f.table.row_evidence.end());
  for (const Aggregate function :
       {Aggregate::count, Aggregate::sum, Aggregate::minimum, Aggregate::maximum, Aggregate::average}) {
    const Measure measures[] = {{"value", function, n}};
    const Table groups = group_rows(f.table, all_rows(f.table), keys, measures, f.evidence);
    for (std::size_t group = 0; group < groups.rows(); ++group) {
      Rows members;
      for (const std::size_t row : all_rows(f.table))
        if (f.table.at("sex").scalar(row) == groups.at("sex").scalar(group)) members.push_back(row);
      const AggregateResult alone = aggregate(function, f.table, n, members, f.evidence);
      CHECK(canonical_text(groups.at("value").scalar(group)) == canonical_text(alone.value));
      CHECK(f.evidence.same_records(groups.at("value").evidence(group), alone.evidence));
    }
  }
}

TEST_CASE("sums stay exact", "[table]") {
  Table table("t");
  Column& n = table.add("n", Type::decimal);
  Rows rows;
  for (std::size_t i = 0; i < 10; ++i) {
    n.append(*Decimal::parse("0.1"));
    rows.push_back(i);
  }
  Evidence evidence;
  CHECK(canonical_text(aggregate(Aggregate::sum, table, &table.at("n"), rows, evidence).value) == "1");
}

}  // namespace kvali
