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

TEST_CASE("many sets joined at once are the same sets as joined one by one", "[table]") {
  Evidence evidence;
  const std::uint32_t origin = evidence.add_origin({"ledger", "rows", "", "", 50});
  std::vector<EvidenceId> one;
  for (std::int64_t row = 1; row <= 6; ++row) one.push_back(evidence.add({origin, 0, row, {}}));
  const std::array<EvidenceId, 2> pair{one[0], one[1]};
  const EvidenceId joined = evidence.join(pair);
  // Ascending, none, alone, descending, with a set in it, with a gap.
  const std::vector<EvidenceId> ids{one[0], one[1], one[3], one[5], one[4], joined, one[2], 0, one[5]};
  const std::vector<std::uint32_t> starts{0, 2, 2, 3, 5, 7, 9};
  const std::vector<EvidenceId> all = evidence.join_all(ids, starts);
  REQUIRE(all.size() == 6);
  for (std::size_t i = 0; i < all.size(); ++i)
    CHECK(evidence.same_records(all[i], evidence.join({ids.data() + starts[i], starts[i + 1] - starts[i]})));
  CHECK(evidence.same_records(all[0], joined));
  CHECK(all[1] == 0);
  CHECK(all[2] == one[3]);
  CHECK(evidence.refs(all[4]).size() == 3);
  CHECK(evidence.same_records(all[5], one[5]));
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
