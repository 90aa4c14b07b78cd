#include <fmt/format.h>

#include <array>

#include "base/error.hpp"
#include "merge/merge.hpp"
#include "merging_facts.hpp"
#include "model/figures.hpp"
#include "model/meeting_findings.hpp"
#include "table/query.hpp"
#include "workloads.hpp"

namespace kvali::bench {

namespace {

using Keys = std::vector<std::string>;

/// What the tables of a large report ask for.
const std::array<Keys, 5> groupings{Keys{"indicator", "period_first", "disagg"}, Keys{"loc", "indicator"},
                                    Keys{"reporter_org"}, Keys{"loc", "disagg"},
                                    Keys{"indicator", "reporter_org"}};
constexpr int rounds = 4;

void group(const Workspace& merged, Evidence& evidence) {
  const Table& table = merged.tables.find("observation")->second;
  const std::array measures{Measure{"n", Aggregate::count, nullptr},
                            Measure{"total", Aggregate::sum, &table.at("value")}};
  for (int round = 0; round < rounds; ++round)
    for (const Keys& keys : groupings) {
      const Table groups = group_rows(table, RowView::all(table.rows()), keys, measures, evidence);
      if (groups.rows() == 0) throw Error("no groups");
    }
}

/// The least it costs: a look at every key and value for each grouping.
void pass_over(const Workspace& collected) {
  const Table& table = collected.tables.find("observation")->second;
  const Column& a = table.at("loc");
  const Column& b = table.at("indicator");
  const Column& value = table.at("value");
  std::vector<Int128> sums(a.distinct_texts() * b.distinct_texts());
  for (std::size_t round = 0; round < rounds * groupings.size(); ++round)
    for (std::size_t row = 0; row < table.rows(); ++row)
      sums[a.code(row) * b.distinct_texts() + b.code(row)] += value.decimal(row).coefficient();
  if (sums.front() < 0) throw Error("wrong sum");
}

void merge_check_group(Workspace collected, std::size_t rows) {
  Diagnostics findings;
  Workspace merged = merge(std::move(collected), ".", findings);
  const Figures figures = compute_figures(merged, merging_frame(), findings);
  find_in_meetings(merged, figures, merging_frame(), findings);
  if (merged.find("observation")->rows() != rows - rows / 100 || figures.indicators.empty())
    throw Error("records were lost");
  group(merged, merged.evidence);
}

}  // namespace

void measure_merging(const Setup& setup, Results& results) {
  Result result{fmt::format("merge, checks, 20 groupings of {} observations", setup.rows),
                {},
                "20 passes over the columns",
                {},
                {}};
  const auto measure = [&](const std::function<void(Workspace)>& work) {
    return repeat(setup.runs, [&] {
      return run_apart([&](Meter& meter) {
        Workspace collected = collected_facts(setup.rows);
        meter.start();
        work(std::move(collected));
        meter.stop();
      });
    });
  };
  result.ours = measure([&](Workspace collected) { merge_check_group(std::move(collected), setup.rows); });
  result.other = measure([](const Workspace& collected) { pass_over(collected); });
  results.push_back(std::move(result));
}

}  // namespace kvali::bench
