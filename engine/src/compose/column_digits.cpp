#include "compose/column_digits.hpp"

#include <algorithm>

#include "compose/datum.hpp"
#include "compose/number_format.hpp"
#include "document/cell_text.hpp"

namespace kvali {

ColumnDigits digits_of(const Column& column, const ColumnSpec& spec) {
  ColumnDigits digits;
  digits.least = most_automatic_decimals;
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (column.missing(row)) continue;
    const auto value = number_of(column.scalar(row));
    if (!value) continue;
    const auto scaled = spec.percent ? multiply(*value, Decimal(100)) : value;
    if (!scaled) continue;
    const Decimal shown = scaled->round_half_up(spec.decimals >= 0 ? spec.decimals : most_automatic_decimals);
    int needed = 0;
    while (needed < most_automatic_decimals && shown.round_half_up(needed) != shown) ++needed;
    digits.least = std::min(digits.least, needed);
    digits.most = std::max(digits.most, needed);
    digits.largest = std::max(digits.largest, magnitude(shown));
  }
  return digits;
}

void group_with_summary(TableBlock& table, const Table& summary, const Locale& locale) {
  for (ColumnSpec& spec : table.columns) {
    if (spec.total.empty() || spec.grouped) continue;
    spec.grouped = locale.column_grouping(digits_of(summary.at(spec.name), spec).largest) == Grouping::always;
    if (spec.grouped) spec.format = format_of(spec);
  }
}

std::string format_of(const ColumnSpec& spec) {
  return spec.decimals < 0 ? "General" : number_format({spec.decimals, spec.grouped, spec.percent, 0});
}

std::string cell_format(const ColumnSpec& spec, const Table& table, std::size_t row, CellOf of) {
  const bool own = of == CellOf::body && row < spec.row_decimals.size() && spec.row_decimals[row] >= 0;
  const std::string code =
      own ? number_format({spec.row_decimals[row], spec.grouped, spec.percent, 0}) : spec.format;
  return is_at_least(spec, table, row) ? at_least_format(code) : code;
}

}  // namespace kvali
