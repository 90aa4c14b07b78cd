#include <fmt/format.h>

#include "base/error.hpp"
#include "collect/collect.hpp"
#include "facts.hpp"
#include "table/query.hpp"
#include "workloads.hpp"

namespace kvali::bench {

namespace {

const std::vector<std::string> keys{"location", "indicator", "sex"};
constexpr std::size_t most_groups = 8 * 200 * 3;

void group(const Table& table, Evidence& evidence, const Column* summed) {
  std::vector<Measure> measures{{"n", Aggregate::count, nullptr}};
  if (summed != nullptr) measures.push_back({"total", Aggregate::sum, summed});
  const Table groups = group_rows(table, RowView::all(table.rows()), keys, measures, evidence);
  if (groups.rows() == 0 || groups.rows() > most_groups) throw Error("wrong number of groups");
}

/// The least a grouping costs: one look at every key and value, one counter for every combination.
void pass_over(const Table& table, const Column* summed) {
  std::vector<std::int64_t> counts(most_groups);
  std::vector<Int128> sums(most_groups);
  const Column &a = table.at(keys[0]), &b = table.at(keys[1]), &c = table.at(keys[2]);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::size_t at = (a.code(row) * std::size_t{200} + b.code(row)) * 3 + c.code(row);
    ++counts.at(at);
    if (summed != nullptr) sums[at] += summed->decimal(row).coefficient();
  }
  if (counts.front() < 0) throw Error("wrong count");
}

using Grouping = std::function<void(const Table&, Evidence&)>;

/// The table as it comes out of a CSV file: all columns are text.
Cost on_loaded(const Setup& setup, const Grouping& grouping) {
  return run_apart([&](Meter& meter) {
    PluginHost plugins({program_folder() / "../lib/kvali/plugins"});
    Diagnostics findings;
    Workspace workspace = collect(facts_report(setup.work / "facts.csv", false), plugins, findings);
    const Table* table = workspace.find("facts");
    if (table == nullptr) throw Error("the facts were not loaded");
    meter.start();
    grouping(*table, workspace.evidence);
    meter.stop();
  });
}

Cost on_typed(const Setup& setup, const Grouping& grouping) {
  return run_apart([&](Meter& meter) {
    Evidence evidence;
    const auto table = facts_table(setup.rows, evidence);
    meter.start();
    grouping(*table, evidence);
    meter.stop();
  });
}

}  // namespace

void measure_grouping(const Setup& setup, Results& results) {
  Result counted{fmt::format("grouping {} rows, count", setup.rows), {}, "one pass over the columns", {}, {}};
  counted.ours = repeat(setup.runs, [&] {
    return on_loaded(setup, [](const Table& table, Evidence& evidence) { group(table, evidence, nullptr); });
  });
  counted.other = repeat(setup.runs, [&] {
    return on_loaded(setup, [](const Table& table, Evidence&) { pass_over(table, nullptr); });
  });
  results.push_back(std::move(counted));
  Result summed{
      fmt::format("grouping {} rows, count and sum", setup.rows), {}, "one pass over the columns", {}, {}};
  summed.ours = repeat(setup.runs, [&] {
    return on_typed(
        setup, [](const Table& table, Evidence& evidence) { group(table, evidence, &table.at("value")); });
  });
  summed.other = repeat(setup.runs, [&] {
    return on_typed(setup, [](const Table& table, Evidence&) { pass_over(table, &table.at("value")); });
  });
  results.push_back(std::move(summed));
}

}  // namespace kvali::bench
