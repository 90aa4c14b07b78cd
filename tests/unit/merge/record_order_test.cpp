#include "table/record_order.hpp"

#include "catch.hpp"
#include "merging.hpp"

using namespace kvali;

namespace {

/// The number of the record behind each observation, in the order of the merged table.
std::vector<std::int64_t> numbers_of(const Merged::Rows& rows) {
  Merged merged = with_indicators();
  merged.with("form", 70, "observation", observation_fields, rows);
  merged.run();
  const RecordOrder order(merged.workspace);
  std::vector<std::int64_t> numbers;
  for (const EvidenceId id : merged.workspace.find("observation")->row_evidence)
    for (const SourceRef& ref : merged.workspace.evidence.refs(id)) numbers.push_back(order.number(ref));
  return numbers;
}

}  // namespace

TEST_CASE("records are numbered by what they say, not by where they stand", "[merge]") {
  const std::vector<std::int64_t> in_order{1, 2, 3};
  CHECK(numbers_of({{"1.1", "2020-10", "5"}, {"1.1", "2020-11", "6"}, {"1.2", "2020-10", "7"}}) == in_order);
  CHECK(numbers_of({{"1.2", "2020-10", "7"}, {"1.1", "2020-11", "6"}, {"1.1", "2020-10", "5"}}) == in_order);
}

TEST_CASE("a record that no table tells of keeps the number of its row", "[merge]") {
  const SourceRef ref{0, 0, 17, {}};
  CHECK(RecordOrder().number(ref) == 17);
}
