#include "model/observation_rows.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "table/group_numbers.hpp"
#include "table/query.hpp"

namespace kvali {

namespace {

constexpr std::uint32_t no_rule = ~std::uint32_t{0};

/// The indicator's number of every row.
std::vector<std::uint32_t> rule_of_rows(const Table& table, const std::vector<IndicatorRule>& rules) {
  std::map<std::string, std::uint32_t, std::less<>> numbers;
  for (std::size_t i = 0; i < rules.size(); ++i) numbers.emplace(rules[i].id, std::uint32_t(i));
  const Column* column = table.find("indicator");
  std::vector<std::uint32_t> of_rows(table.rows(), no_rule);
  if (column == nullptr) return of_rows;
  std::vector<std::uint32_t> of_codes(column->distinct_texts(), no_rule);
  std::vector<bool> seen(of_codes.size());
  for (std::size_t row = 0; row < of_rows.size(); ++row) {
    if (column->missing(row)) continue;
    const std::uint32_t code = column->code(row);
    if (!seen[code]) {
      seen[code] = true;
      if (const auto it = numbers.find(column->text(row)); it != numbers.end()) of_codes[code] = it->second;
    }
    of_rows[row] = of_codes[code];
  }
  return of_rows;
}

/// The reporter's number of every row, and who they are, in the order of their names.
std::vector<std::uint32_t> reporter_of_rows(const Table& table, std::vector<Reporter>& reporters) {
  std::vector<const Column*> keys;
  for (const char* field : {"loc", "reporter_org", "activity"})
    if (const Column* column = table.find(field); column != nullptr) keys.push_back(column);
  const std::vector<std::size_t> rows = all_rows(table);
  const GroupNumbers groups(keys, rows);
  std::vector<Reporter> found;
  for (std::size_t group = 0; group < groups.size(); ++group) {
    const std::size_t row = groups.first_row(group);
    const auto text = [&](const char* field) { return canonical_text(table.scalar(field, row)); };
    found.push_back({text("loc"), text("reporter_org"), text("activity")});
  }
  reporters = found;
  std::sort(reporters.begin(), reporters.end());
  reporters.erase(std::unique(reporters.begin(), reporters.end()), reporters.end());
  std::vector<std::uint32_t> ranks;
  for (const Reporter& one : found)
    ranks.push_back(
        std::uint32_t(std::lower_bound(reporters.begin(), reporters.end(), one) - reporters.begin()));
  std::vector<std::uint32_t> of_rows(rows.size());
  for (std::size_t row = 0; row < of_rows.size(); ++row) of_rows[row] = ranks[groups.group_of(row)];
  return of_rows;
}

/// A type, not a function, so that sorting does not call it through a pointer.
struct Before {
  bool operator()(const ObservationRow& a, const ObservationRow& b) const {
    if (a.period != b.period) return a.period < b.period;
    if (a.reporter != b.reporter) return a.reporter < b.reporter;
    return a.key != b.key ? a.key < b.key : a.row < b.row;
  }
};

}  // namespace

ObservationRows::ObservationRows(const Table* table, const Table* locations,
                                 const std::vector<IndicatorRule>& rules, const Categories& categories,
                                 const std::function<Period(std::size_t row)>& period_of)
    : starts_(rules.size() + 1) {
  if (table == nullptr || table->rows() == 0) return;
  const auto rule_of = rule_of_rows(*table, rules);
  for (const std::uint32_t rule : rule_of)
    if (rule != no_rule) ++starts_[rule + 1];
  std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
  const auto reporters = reporter_of_rows(*table, reporters_);
  wider_ = WiderReporters(reporters_, locations);
  const auto keys = categories.numbers_of_codes(*table);
  const Column* disagg = keys.empty() ? nullptr : table->find("disagg");
  rows_.resize(starts_.back());
  std::vector<std::size_t> next(starts_.begin(), starts_.end() - 1);
  for (std::size_t row = 0; row < rule_of.size(); ++row) {
    if (rule_of[row] == no_rule) continue;
    const bool total = disagg == nullptr || disagg->missing(row);
    rows_[next[rule_of[row]]++] = {period_of(row), reporters[row], total ? 0 : keys[disagg->code(row)],
                                   std::uint32_t(row)};
  }
  for (std::size_t rule = 0; rule < rules.size(); ++rule)
    std::sort(rows_.begin() + std::ptrdiff_t(starts_[rule]),
              rows_.begin() + std::ptrdiff_t(starts_[rule + 1]), Before());
}

}  // namespace kvali
