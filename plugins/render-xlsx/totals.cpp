#include "totals.hpp"

#include <algorithm>
#include <cmath>

#include "names.hpp"

namespace kvali::xlsx {
namespace {

constexpr size_t most_ranges = 60;  // Excel takes 254; longer formulas are no help to anyone

bool is_body(const TableEntry& entry) {
  return !entry.heading && entry.level <= 0 && entry.count > 0;
}

}  // namespace

std::vector<size_t> Totals::covered(size_t entry) const {
  const auto& entries = table_->entries;
  std::vector<size_t> all;
  for (size_t i = 0; i < entry; ++i) {
    if (!entries[i].heading && entries[i].level == 1 && entries[entry].level == 1) all.clear();
    if (is_body(entries[i])) all.push_back(i);
  }
  return all;
}

bool Totals::may_be_live(size_t column, size_t row) const {
  const ColumnSpec& spec = table_->rows.columns[column];
  const ValueColumn& values = table_->rows.of(spec);
  return spec.sum && values.is_number() && !values.null(row) && values.exact(row).empty() &&
         std::isfinite(values.number(row));
}

bool Totals::adds_up(const std::vector<size_t>& entries, size_t column, size_t row) const {
  const ValueColumn& values = table_->rows.of(table_->rows.columns[column]);
  long double sum = 0;
  bool any = false;
  for (const size_t i : entries) {
    const TableEntry& entry = table_->entries[i];
    for (size_t r = entry.first; r < entry.first + entry.count; ++r) {
      if (values.null(r)) continue;
      if (!std::isfinite(values.number(r)) || !values.exact(r).empty()) return false;
      sum += static_cast<long double>(values.number(r));
      any = true;
    }
  }
  const auto total = static_cast<long double>(values.number(row));
  // Doubles carry 15 digits; a real difference is far larger.
  return any && std::abs(sum - total) <= 1e-9L * std::max({1.0L, std::abs(sum), std::abs(total)});
}

bool Totals::disagrees(size_t entry, size_t column, size_t row) const {
  return may_be_live(column, row) && !adds_up(covered(entry), column, row);
}

std::string Totals::formula(size_t entry, size_t column, size_t row) const {
  if (!may_be_live(column, row)) return {};
  const std::vector<size_t> body = covered(entry);
  if (body.empty() || body.size() > most_ranges || !adds_up(body, column, row)) return {};
  if (plan_->native) {
    if (const auto reference = column_reference(plan_->name, plan_->headers[column]))
      return "=SUBTOTAL(109," + *reference + ")";
  }
  std::string ranges;
  for (const size_t i : body) {
    const uint32_t first = plan_->entry_rows[i];
    const auto last = first + static_cast<uint32_t>(table_->entries[i].count) - 1;
    const auto at = static_cast<uint16_t>(column);
    ranges += "," + cell_name(first, at) + ":" + cell_name(last, at);
  }
  return "=SUBTOTAL(109" + ranges + ")";
}

}  // namespace kvali::xlsx
