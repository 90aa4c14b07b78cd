#include "table/table.hpp"

#include <array>

#include "base/date.hpp"
#include "catch.hpp"

using namespace kvali;

TEST_CASE("a column gives back what was appended, and why a cell is missing", "[table]") {
  Column column("value", Type::decimal);
  column.append(*Decimal::parse("12.5"));
  column.append(Mark::not_yet_due);
  column.append_scalar(Decimal(0));
  REQUIRE(column.size() == 3);
  CHECK(column.decimal(0).to_string() == "12.5");
  CHECK(column.missing(1));
  CHECK(column.mark(1) == Mark::not_yet_due);
  CHECK_FALSE(column.missing(2));  // Zero is a value.
  CHECK(column.scalar(1) == Scalar{Mark::not_yet_due});
}

TEST_CASE("a column of each type writes its canonical text", "[table]") {
  const std::array<std::pair<Scalar, const char*>, 6> cases{{{std::string("ქალი"), "ქალი"},
                                                             {std::int64_t{-7}, "-7"},
                                                             {*Decimal::parse("-0.5"), "-0.5"},
                                                             {*make_date(2020, 12, 8), "2020-12-08"},
                                                             {true, "true"},
                                                             {Mark::withheld, ""}}};
  for (const auto& [scalar, text] : cases) CHECK(canonical_text(scalar) == text);
}

TEST_CASE("equal texts of a column share their code, also in a copy of it", "[table]") {
  Column column("sex", Type::text);
  for (const char* text : {"ქალი", "კაცი", "ქალი"}) column.append(text);
  const Column copy = column;
  column.append("other");
  CHECK(copy.code(0) == copy.code(2));
  CHECK(copy.code(0) != copy.code(1));
  CHECK(copy.text(1) == "კაცი");
  CHECK(copy.size() == 3);
}

TEST_CASE("a cell's own evidence stands before its row's", "[table]") {
  Evidence evidence;
  const std::uint32_t origin = evidence.add_origin({"ledger", "rows", "{file}:{row}", "a.csv", 100});
  const EvidenceId first = evidence.add({origin, 0, 2, {}});
  const EvidenceId second = evidence.add({origin, 0, 3, {}});
  Table table("observation");
  Column& value = table.add("value", Type::integer);
  value.append(std::int64_t{1});
  value.append(std::int64_t{2});
  value.set_evidence(second);
  table.row_evidence = {first, first};
  CHECK(table.evidence(value, 0) == first);
  CHECK(table.evidence(value, 1) == second);
}

TEST_CASE("rows taken from a table keep values, marks and evidence", "[table]") {
  Table table("t");
  Column& value = table.add("value", Type::integer);
  value.append(std::int64_t{1});
  value.append(Mark::not_applicable);
  value.append(std::int64_t{3});
  table.row_evidence = {4, 5, 6};
  const Table taken = take_rows(table, {2, 1, 2});
  REQUIRE(taken.rows() == 3);
  CHECK(taken.at("value").integer(0) == 3);
  CHECK(taken.at("value").mark(1) == Mark::not_applicable);
  CHECK(taken.row_evidence == std::vector<EvidenceId>{6, 5, 6});
  CHECK(taken.scalar("no such column", 0) == Scalar{Mark::not_recorded});
}

TEST_CASE("the union of records is the same, whatever their order", "[table]") {
  Evidence evidence;
  const std::uint32_t origin = evidence.add_origin({"ledger", "rows", "", "", 50});
  const EvidenceId a = evidence.add({origin, 0, 1, {}});
  const EvidenceId b = evidence.add({origin, 0, 2, {}});
  const std::array<EvidenceId, 3> forth{a, b, a};
  const std::array<EvidenceId, 2> back{b, a};
  CHECK(evidence.same_records(evidence.join(forth), evidence.join(back)));
  CHECK(evidence.refs(evidence.join(forth)).size() == 2);
  CHECK(evidence.join({}) == 0);
  CHECK(evidence.add({origin, 0, 1, {}}) == a);
}

TEST_CASE("a place is written as its source says", "[table]") {
  Evidence evidence;
  const std::uint32_t text = evidence.add_origin({"ledger", "rows", "{file}:{row}", "data/a.csv", 50});
  const std::uint32_t sheet = evidence.add_origin({"plan", "q4", "plan.xlsx!Q4!{column}{row}", "", 50});
  const std::uint32_t plain = evidence.add_origin({"kobo", "rows", "", "", 50});
  const std::uint32_t file = evidence.add_file("minutes/2020-12-08.md");
  CHECK(evidence.place({text, 0, 14, {}}) == "data/a.csv:14");
  CHECK(evidence.place({text, file, 9, {}}) == "minutes/2020-12-08.md:9");
  CHECK(evidence.place({sheet, 0, 17, "C"}) == "plan.xlsx!Q4!C17");
  CHECK(evidence.place({plain, 0, 81, {}}) == "source \"kobo\", record 81");
}

TEST_CASE("a column keeps the cells it is told to, in that order", "[table]") {
  Column column("name", Type::text);
  for (const char* text : {"a", "b", "c"}) column.append(text);
  column.append(Mark::withheld);
  column.select(std::vector<std::uint32_t>{3, 2, 0, 2});
  REQUIRE(column.size() == 4);
  CHECK(column.mark(0) == Mark::withheld);
  CHECK(column.text(1) == "c");
  CHECK(column.text(2) == "a");
  CHECK(column.code(1) == column.code(3));
  CHECK(column.distinct_texts() == 2);
}

TEST_CASE("texts of a column are replaced by what they mean, equal ones become one", "[table]") {
  Column column("org", Type::text);
  for (const char* text : {"IOM", "iom", "UNHCR"}) column.append(text);
  column.append(Mark::not_recorded);
  column.replace_texts(std::vector<std::string_view>{"iom", "iom", "unhcr"});
  CHECK(column.text(0) == "iom");
  CHECK(column.code(0) == column.code(1));
  CHECK(column.text(2) == "unhcr");
  CHECK(column.missing(3));
  CHECK(column.distinct_texts() == 2);
}
