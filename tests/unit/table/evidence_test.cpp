#include "table/evidence.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <set>

#include "catch.hpp"

using namespace kvali;

namespace {

constexpr std::int64_t far = std::numeric_limits<std::int64_t>::max();

}  // namespace

TEST_CASE("a record has one number, whichever way its rows come", "[table]") {
  RecordNumbers numbers;
  std::vector<SourceRef> refs;
  for (const std::int64_t row : {2, 3, 4, 10, 9, 11, 1, 5, 8, 6, 7, 12}) refs.push_back({0, 0, row, {}});
  for (const std::int64_t row : {far, far - 1, -far, std::int64_t{0}}) refs.push_back({0, 0, row, {}});
  refs.push_back({1, 0, 3, {}});
  refs.push_back({0, 1, 3, {}});
  refs.push_back({0, 0, 3, "C"});
  refs.push_back({0, 0, 4, "C"});
  refs.push_back({0, 0, 4, "D"});

  std::vector<std::uint32_t> given;
  for (const SourceRef& ref : refs) given.push_back(numbers.add(ref));
  CHECK(std::set<std::uint32_t>(given.begin(), given.end()).size() == refs.size());
  CHECK(std::find(given.begin(), given.end(), 0) == given.end());
  for (std::size_t i = refs.size(); i-- > 0;) {
    CHECK(numbers.add(refs[i]) == given[i]);
    CHECK(numbers.record(given[i]) == refs[i]);
  }
}

TEST_CASE("a million records of one file are one run", "[table]") {
  RecordNumbers numbers;
  for (std::int64_t row = 2; row < 1'000'002; ++row) numbers.add({0, 0, row, {}});
  CHECK(numbers.runs() == 1);
  CHECK(numbers.record(1'000'000).row == 1'000'001);
  CHECK(numbers.add({0, 0, 500'001, {}}) == 500'000);
}

TEST_CASE("sets joined from sets are the sets of all their records", "[table]") {
  Evidence evidence;
  const std::uint32_t origin = evidence.add_origin({"ledger", "rows", "", "", 50});
  std::array<EvidenceId, 4> one{};
  for (std::size_t i = 0; i < one.size(); ++i) one[i] = evidence.add({origin, 0, std::int64_t(i) + 1, {}});
  const std::array<EvidenceId, 2> front{one[0], one[1]};
  const std::array<EvidenceId, 2> back{one[1], one[2]};
  const EvidenceId joined_front = evidence.join(front);
  const EvidenceId joined_back = evidence.join(back);
  CHECK_FALSE(evidence.same_records(joined_front, joined_back));

  const std::array<EvidenceId, 3> parts{joined_back, 0, joined_front};
  const std::array<EvidenceId, 3> records{one[2], one[0], one[1]};
  CHECK(evidence.same_records(evidence.join(parts), evidence.join(records)));
  const std::array<EvidenceId, 2> within{joined_front, one[0]};
  CHECK(evidence.same_records(evidence.join(within), joined_front));
  CHECK(evidence.refs(evidence.join(within)).size() == 2);
  const std::array<EvidenceId, 2> nothing{0, 0};
  CHECK(evidence.join(nothing) == 0);
  const std::array<EvidenceId, 2> alone{0, one[3]};
  CHECK(evidence.join(alone) == one[3]);
}

TEST_CASE("groups of rows have the records of their rows, and groups of groups those of the groups",
          "[table]") {
  Evidence evidence;
  const std::uint32_t origin = evidence.add_origin({"ledger", "rows", "", "", 50});
  std::vector<EvidenceId> one;
  for (std::int64_t row = 1; row <= 6; ++row) one.push_back(evidence.add({origin, 0, row, {}}));
  const auto rows_of = [&](EvidenceId id) {
    std::vector<std::int64_t> rows;
    for (const SourceRef& ref : evidence.refs(id)) rows.push_back(ref.row);
    return rows;
  };
  using Rows = std::vector<std::int64_t>;
  const std::array<EvidenceId, 2> pair{one[1], one[2]};
  const std::vector<EvidenceId> ids{one[0], evidence.join(pair), 0, one[3], one[1], 0, one[5], one[4]};
  const auto groups =
      std::make_shared<const std::vector<std::uint32_t>>(std::vector<std::uint32_t>{0, 0, 1, 2, 0, 2, 3, 3});
  const std::vector<EvidenceId> all = evidence.join_groups(ids, groups, 4);
  REQUIRE(all.size() == 4);
  CHECK(rows_of(all[0]) == Rows{1, 2, 3});
  CHECK(all[1] == 0);
  CHECK(rows_of(all[2]) == Rows{4});
  CHECK(rows_of(all[3]) == Rows{5, 6});

  const auto halves =
      std::make_shared<const std::vector<std::uint32_t>>(std::vector<std::uint32_t>{0, 0, 1, 1});
  const std::vector<EvidenceId> both = evidence.join_groups(all, halves, 2);
  CHECK(rows_of(both[0]) == Rows{1, 2, 3});
  CHECK(rows_of(both[1]) == Rows{4, 5, 6});
  CHECK(rows_of(evidence.own(both[1])) == Rows{4, 5, 6});
  CHECK(rows_of(evidence.join(all)) == Rows{1, 2, 3, 4, 5, 6});
  CHECK(rows_of(evidence.join(both)) == Rows{1, 2, 3, 4, 5, 6});
  CHECK(evidence.same_records(both[0], all[0]));
  CHECK(evidence.least_record(both[1]) == one[3]);
  CHECK(evidence.least_record(0) == 0);
}

TEST_CASE("sets of sets of sets are looked into once each", "[table]") {
  Evidence evidence;
  const std::uint32_t origin = evidence.add_origin({"ledger", "rows", "", "", 50});
  std::array<EvidenceId, 2> pair{evidence.add({origin, 0, 1, {}}), evidence.add({origin, 0, 2, {}})};
  // Twice as many ways to the same two records at every step.
  for (int step = 0; step < 200; ++step) pair = {evidence.join(pair), evidence.join(pair)};
  CHECK(evidence.refs(pair[0]).size() == 2);
}

TEST_CASE("the records of a set come by source, file and row, not by when they were met", "[table]") {
  Evidence evidence;
  const std::uint32_t first = evidence.add_origin({"a", "rows", "", "", 50});
  const std::uint32_t second = evidence.add_origin({"b", "rows", "", "", 50});
  const std::vector<SourceRef> met{
      {second, 0, 1, {}}, {first, 0, 9, {}}, {first, 0, 2, "B"}, {first, 0, 2, "A"}};
  std::vector<EvidenceId> ids;
  for (const SourceRef& ref : met) ids.push_back(evidence.add(ref));
  const std::vector<SourceRef> sorted{met[3], met[2], met[1], met[0]};
  CHECK(evidence.refs(evidence.join(ids)) == sorted);
}

TEST_CASE("a name of its own tells a figure from another with the same records", "[table]") {
  Evidence evidence;
  const std::uint32_t origin = evidence.add_origin({"ledger", "rows", "{file}:{row}", "ledger.csv", 0});
  const EvidenceId first = evidence.add({origin, 0, 2, {}});
  const EvidenceId second = evidence.add({origin, 0, 3, {}});
  const std::array both{first, second};
  const EvidenceId joined = evidence.join(both);
  const EvidenceId one = evidence.own(joined);
  const EvidenceId other = evidence.own(one);
  CHECK(one != joined);
  CHECK(other != one);
  CHECK(evidence.refs(other) == evidence.refs(joined));
  CHECK(evidence.same_records(other, joined));
  CHECK(evidence.own(first) != first);
  CHECK(evidence.refs(evidence.own(first)) == evidence.refs(first));
  CHECK(evidence.own(0) == 0);
  // Joined with others it is its records.
  const EvidenceId later = evidence.add({origin, 0, 9, {}});
  const std::array named{one, later};
  const std::array plain{joined, later};
  CHECK(evidence.same_records(evidence.join(named), evidence.join(plain)));
  const std::array same{one, other};
  CHECK(evidence.same_records(evidence.join(same), joined));
  CHECK_FALSE(evidence.same_records(joined, first));
  CHECK_FALSE(evidence.same_records(joined, 0));
}
