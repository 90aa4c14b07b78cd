#include "cell_value.hpp"

#include <charconv>
#include <cmath>

#include "calendar.hpp"
#include "text.hpp"

namespace kvali::xlsx {

namespace {

constexpr int64_t day_seconds = 86400;
/// Days from 1970-01-01 to the days that date numbers count from.
constexpr int64_t epoch_1900_days = -25569;  // 1899-12-30
constexpr int64_t epoch_1904_days = -24107;  // 1904-01-01
/// 9999-12-31 counted from 1899-12-30.
constexpr int64_t last_serial = 2958465;

Cell text_cell(CellKind kind, std::string_view text, Shared& shared) {
  return {kind, false, shared.texts.keep(text)};
}

Cell string_cell(std::string_view raw, Shared& shared) {
  const std::string text = clean_text(raw);
  return text.empty() ? Cell{} : text_cell(CellKind::text, text, shared);
}

Cell shared_string(std::string_view raw, Shared& shared) {
  uint32_t index = 0;
  const std::string_view text = trim(raw);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
  if (error != std::errc{} || end != text.data() + text.size() || index >= shared.shared_strings)
    return text_cell(CellKind::unreadable, "shared text " + std::string(text.substr(0, 20)), shared);
  if (shared.texts.at(index).empty()) return {};
  return {CellKind::text, false, index};
}

/// "7" in the format 000: "007", because the zeros belong to the code.
Cell padded_cell(const Number& number, NumberFormat format, Shared& shared) {
  if (!number.integer() || number.mantissa < 0) return Cell::of(number);
  std::string digits = number.text();
  if (digits.size() >= format.digits) return Cell::of(number);
  digits.insert(0, format.digits - digits.size(), '0');
  return text_cell(CellKind::text, digits, shared);
}

Cell number_cell(const CellSource& source, Shared& shared) {
  auto number = read_number(source.value);
  if (!number) number = read_number(trim(source.value));
  if (!number)
    return text_cell(CellKind::unreadable, std::string(clean_text(source.value)).substr(0, 60), shared);
  const NumberFormat format = shared.styles.format(source.style);
  switch (format.kind) {
    case NumberKind::number:
      return Cell::of(*number);
    case NumberKind::percent: {
      Cell cell = Cell::of(number->times_hundred());
      cell.percent = true;
      return cell;
    }
    case NumberKind::padded:
      return padded_cell(*number, format, shared);
    default:
      if (const auto cell = date_cell(*number, format.kind, shared.epoch_1904)) return *cell;
      return text_cell(CellKind::unreadable, number->text() + " shown as a date", shared);
  }
}

/// A cell of type d: "2020-12-08T14:30:00".
Cell iso_cell(std::string_view raw, Shared& shared) {
  if (const auto seconds = parse_iso_instant(trim(raw))) {
    const bool midnight = *seconds % day_seconds == 0;
    return {midnight ? CellKind::day : CellKind::instant, false, *seconds};
  }
  return string_cell(raw, shared);
}

}  // namespace

std::optional<Cell> date_cell(const Number& serial, NumberKind kind, bool epoch_1904) {
  const double real = serial.real();
  const double last = static_cast<double>(last_serial + 1);
  if (!(real >= 0) || real >= last) return std::nullopt;
  // Excel shows whole seconds; binary fractions of a day are a little off.
  const int64_t seconds = std::llround(real * static_cast<double>(day_seconds));
  int64_t day = seconds / day_seconds;
  const int64_t second = seconds % day_seconds;
  if (kind == NumberKind::duration) return Cell{CellKind::time, false, seconds};
  if (kind == NumberKind::time || (day == 0 && !epoch_1904 && kind == NumberKind::instant))
    return Cell{CellKind::time, false, second};
  // Excel counts a 29 February 1900 that never was.
  if (!epoch_1904 && day > 0 && day < 60) ++day;
  day += epoch_1904 ? epoch_1904_days : epoch_1900_days;
  if (kind == NumberKind::month) return Cell{CellKind::month, false, day * day_seconds};
  if (kind == NumberKind::year) return Cell{CellKind::year, false, day * day_seconds};
  return Cell{second == 0 ? CellKind::day : CellKind::instant, false, day * day_seconds + second};
}

Cell cell_value(const CellSource& source, Shared& shared) {
  const std::string_view type = source.type;
  if (!source.has_value && source.formula) return {CellKind::unresolved, false, 0};
  if (!source.has_value) return {};
  if (type == "s") return shared_string(source.value, shared);
  if (type == "inlineStr" || type == "str") return string_cell(source.value, shared);
  // Empty but for strings: the program that wrote the formula has not computed it.
  if (source.value.empty()) return source.formula ? Cell{CellKind::unresolved, false, 0} : Cell{};
  if (type == "b") return {CellKind::truth, false, source.value == "1" || source.value == "true" ? 1 : 0};
  if (type == "e") return text_cell(CellKind::error, clean_text(source.value).substr(0, 40), shared);
  if (type == "d") return iso_cell(source.value, shared);
  return number_cell(source, shared);
}

}  // namespace kvali::xlsx
