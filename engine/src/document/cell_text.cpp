#include "document/cell_text.hpp"

#include <algorithm>

namespace kvali {

namespace {

/// -1: as many decimals as the value has, at most two.
int decimals_of(const ColumnSpec& spec, std::size_t row) {
  const int decimals = row < spec.row_decimals.size() ? spec.row_decimals[row] : spec.decimals;
  return spec.percent ? std::max(decimals, 0) : decimals;
}

std::string number_text(const ColumnSpec& spec, const Decimal& value, int decimals, const Locale& locale) {
  const Grouping grouping = spec.grouped ? Grouping::always : Grouping::never;
  if (spec.percent) return locale.percent(value, decimals, grouping);
  if (decimals < 0) return locale.number(value.round_half_up(2), Locale::as_needed, grouping);
  return locale.number(value, decimals, grouping);
}

/// A percentage has two digits more than its fraction.
int digits_of_fraction(int decimals, bool percent) {
  return percent ? decimals + 2 : decimals;
}

}  // namespace

bool is_at_least(const ColumnSpec& spec, const Table& table, std::size_t row) {
  if (spec.at_least_column.empty() || table.at(spec.name).missing(row)) return false;
  const Column& bound = table.at(spec.at_least_column);
  return !bound.missing(row) && bound.boolean(row);
}

std::string cell_text(const ColumnSpec& spec, const Table& table, std::size_t row, const Locale& locale) {
  const Column& column = table.at(spec.name);
  if (column.missing(row)) return {};
  if (column.type() == Type::text) return std::string(column.text(row));
  if (column.type() == Type::date) return locale.date(column.date(row), DateStyle::short_date);
  if (column.type() == Type::boolean) return column.boolean(row) ? "+" : "–";
  const auto value = column.number(row);
  if (!value) return {};
  const int decimals = decimals_of(spec, row);
  if (!is_at_least(spec, table, row)) return number_text(spec, *value, decimals, locale);
  const int digits = digits_of_fraction(decimals < 0 ? 2 : decimals, spec.percent);
  return at_least_sign + number_text(spec, value->round_down(digits), decimals, locale);
}

std::string at_least_format(const std::string& code) {
  return '"' + std::string(at_least_sign) + '"' + code;
}

Decimal bound_as_shown(const Decimal& value, std::string_view format) {
  if (!format.starts_with(at_least_format("")) || format.ends_with("General")) return value;
  const bool percent = format.ends_with('%');
  const std::size_t point = format.rfind('.');
  const std::size_t decimals = point == format.npos ? 0 : format.size() - point - 1 - (percent ? 1 : 0);
  return value.round_down(digits_of_fraction(int(decimals), percent));
}

std::string date_format(const Locale& locale) {
  // Told from a day whose parts cannot be mixed up.
  const std::string sample = locale.date(*make_date(2020, 12, 8), DateStyle::short_date);
  if (sample == "08.12.2020") return "dd.mm.yyyy";
  if (sample == "08/12/2020") return "dd/mm/yyyy";
  if (sample.starts_with("8 ") && sample.ends_with(" 2020")) return "d mmm yyyy";
  return "yyyy-mm-dd";
}

}  // namespace kvali
