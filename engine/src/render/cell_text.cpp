#include "render/cell_text.hpp"

#include <algorithm>

namespace kvali {

namespace {

constexpr int most_decimals = 2;  ///< Where a column does not say how many.

/// The number in a cell; nothing for texts, dates and missing cells.
std::optional<Decimal> number_at(const Column& column, std::size_t row) {
  if (column.missing(row)) return std::nullopt;
  switch (column.type()) {
    case Type::integer: return Decimal(column.integer(row));
    case Type::decimal: return column.decimal(row);
    case Type::real: return Decimal::from_double(column.real(row));
    default: return std::nullopt;
  }
}

int decimals_of(const Decimal& value) {
  int needed = 0;
  while (needed < most_decimals && value.round_half_up(needed) != value.round_half_up(most_decimals)) ++needed;
  return needed;
}

int most_needed(const Column& column, bool percent) {
  int needed = 0;
  for (std::size_t row = 0; row < column.size(); ++row) {
    const auto value = number_at(column, row);
    if (value) needed = std::max(needed, decimals_of(percent ? *value * Decimal(100) : *value));
  }
  return needed;
}

}  // namespace

std::string format_code(const ColumnSpec& spec, const Column& column) {
  if (!spec.format.empty()) return spec.format;
  switch (column.type()) {
    case Type::integer: return spec.percent ? "0%" : "#,##0";
    case Type::decimal:
    case Type::real: {
      const int decimals = spec.decimals >= 0 ? spec.decimals : most_needed(column, spec.percent);
      std::string code = spec.percent ? "0" : "#,##0";
      if (decimals > 0) code += "." + std::string(std::size_t(decimals), '0');
      return spec.percent ? code + "%" : code;
    }
    case Type::date: return "yyyy-mm-dd";
    default: return {};
  }
}

CellText::CellText(const ColumnSpec& spec, const Column& column, const Locale& locale)
    : locale_(&locale), decimals_(spec.decimals), percent_(spec.percent), dates_as_months_(spec.format == "mmmm yyyy") {
  Decimal largest;
  for (std::size_t row = 0; row < column.size(); ++row) {
    const auto value = number_at(column, row);
    if (!value) continue;
    const Decimal shown = (percent_ ? *value * Decimal(100) : *value).round_half_up(decimals_ >= 0 ? decimals_ : most_decimals);
    largest = std::max(largest, magnitude(shown));
  }
  grouping_ = locale.column_grouping(largest);
}

std::string CellText::of(const Column& column, std::size_t row) const {
  if (column.type() == Type::text) return std::string(column.text(row));
  if (column.type() == Type::date)
    return locale_->date(column.date(row), dates_as_months_ ? DateStyle::month_year : DateStyle::short_date);
  if (column.type() == Type::boolean) return canonical_text(column.scalar(row));
  const auto value = number_at(column, row);
  if (!value) return {};
  if (percent_)
    return locale_->percent(*value, decimals_ >= 0 ? decimals_ : decimals_of(*value * Decimal(100)), grouping_);
  return locale_->number(*value, decimals_ >= 0 ? decimals_ : decimals_of(*value), grouping_);
}

}  // namespace kvali
