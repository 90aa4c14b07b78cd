#include "typed_cell.hpp"

#include <date/tz.h>

#include <charconv>
#include <chrono>
#include <cmath>

#include "style.hpp"
#include "workbook.hpp"

namespace kvali::xlsx {
namespace {

constexpr double microseconds_per_day = 86'400e6;

std::optional<double> parse_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  size_t digits = 0;
  for (const char c : text)
    if (c >= '0' && c <= '9' && (digits > 0 || c != '0')) ++digits;
  // Excel keeps 15 digits.
  return std::isfinite(value) && digits <= 15 ? std::optional(value) : std::nullopt;
}

std::optional<int64_t> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  std::from_chars(text.data(), text.data() + 4, year);
  std::from_chars(text.data() + 5, text.data() + 7, month);
  std::from_chars(text.data() + 8, text.data() + 10, day);
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date).time_since_epoch().count();
}

std::string usable_format(std::string_view code, const char* otherwise) {
  return number_format(code).value_or(otherwise);
}

int64_t local_microseconds(int64_t utc, const std::string& zone) {
  if (zone.empty() || zone == "UTC") return utc;
  try {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(std::chrono::microseconds(utc));
    const auto offset = date::locate_zone(zone)->get_info(date::sys_seconds(seconds)).offset;
    return utc + std::chrono::microseconds(offset).count();
  } catch (const std::exception&) {
    return utc;  // The renderer has said so.
  }
}

CellContent instant_content(const ColumnSpec& column, int64_t utc) {
  const int64_t local = local_microseconds(utc, column.timezone);
  const int64_t day = static_cast<int64_t>(std::floor(static_cast<double>(local) / microseconds_per_day));
  const auto within = static_cast<double>(local - day * 86'400'000'000);
  if (const auto serial = date_serial(day)) return *serial + within / microseconds_per_day;
  return iso_day(day);
}

}  // namespace

std::string iso_day(int64_t days) {
  if (days > 10'000'000 || days < -10'000'000) return std::to_string(days);
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(days))};
  const auto two = [](unsigned n) { return std::string(n < 10 ? "-0" : "-") + std::to_string(n); };
  std::string year = std::to_string(int(date.year()));
  if (year.size() < 4) year.insert(0, 4 - year.size(), '0');
  return year + two(unsigned(date.month())) + two(unsigned(date.day()));
}

CellValue typed_cell(const Typed& value) {
  if (!value.raw || value.type == "text" || value.type.empty()) return {value.shown};
  if (value.type == "bool") return {*value.raw == "true"};
  if (value.type == "date") {
    const auto day = parse_day(*value.raw);
    const auto serial = day ? date_serial(*day) : std::nullopt;
    if (!serial) return {value.shown};
    return {*serial, usable_format(value.format, "yyyy-mm-dd")};
  }
  const auto number = parse_number(*value.raw);
  if (!number) return {value.shown};
  return {*number, with_unit(usable_format(value.format, ""), value.unit)};
}

std::string column_format(const ColumnSpec& column, CellType type) {
  if (type == CellType::day) return usable_format(column.format, "yyyy-mm-dd");
  if (type == CellType::instant) return usable_format(column.format, "yyyy-mm-dd hh:mm");
  if (type == CellType::text || type == CellType::truth) return "";
  return usable_format(column.format, "");
}

CellContent column_content(const ColumnSpec& column, const ValueColumn& values, size_t row) {
  switch (values.type()) {
    case CellType::text:
      return std::string(values.text(row));
    case CellType::truth:
      return values.truth(row);
    case CellType::instant:
      return instant_content(column, values.integer(row));
    case CellType::day:
      if (const auto serial = date_serial(values.integer(row))) return *serial;
      return iso_day(values.integer(row));
    default:
      break;
  }
  if (std::string exact = values.exact(row); !exact.empty()) return exact;
  return values.number(row);
}

CellValue column_cell(const ColumnSpec& column, const ValueColumn& values, size_t row) {
  CellContent content = column_content(column, values, row);
  std::string format;
  if (!std::holds_alternative<std::string>(content)) format = column_format(column, values.type());
  return {std::move(content), std::move(format)};
}

bool knows_timezone(const std::string& name) {
  if (name.empty() || name == "UTC") return true;
  try {
    return date::locate_zone(name) != nullptr;
  } catch (const std::exception&) {
    return false;
  }
}

}  // namespace kvali::xlsx
