#include "document/cell_text.hpp"

namespace kvali {

namespace {

std::string number_text(const ColumnSpec& spec, const Decimal& value, std::size_t row, const Locale& locale) {
  const Grouping grouping = spec.grouped ? Grouping::always : Grouping::never;
  const int decimals = row < spec.row_decimals.size() ? spec.row_decimals[row] : spec.decimals;
  if (spec.percent) return locale.percent(value, decimals < 0 ? 0 : decimals, grouping);
  // -1: as many decimals as the value has, at most two.
  if (decimals < 0) return locale.number(value.round_half_up(2), Locale::as_needed, grouping);
  return locale.number(value, decimals, grouping);
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
  return (is_at_least(spec, table, row) ? at_least_sign : "") + number_text(spec, *value, row, locale);
}

std::string at_least_format(const std::string& code) {
  return '"' + std::string(at_least_sign) + '"' + code;
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
