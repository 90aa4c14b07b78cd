#include "compose/datum.hpp"

namespace kvali {

std::optional<Decimal> number_of(const Scalar& scalar) {
  if (const auto* whole = std::get_if<std::int64_t>(&scalar)) return Decimal(*whole);
  if (const auto* exact = std::get_if<Decimal>(&scalar)) return *exact;
  if (const auto* real = std::get_if<double>(&scalar)) return Decimal::from_double(*real);
  return std::nullopt;
}

Scalar scalar_of(const Decimal& number) {
  if (const auto whole = number.to_int64()) return *whole;
  return number;
}

Mark stronger(Mark a, Mark b) {
  for (const Mark mark : {Mark::withheld, Mark::not_recorded, Mark::not_yet_due, Mark::not_applicable}) {
    if (a == mark || b == mark) return mark;
  }
  return Mark::none;
}

std::string kind_name(const Datum& datum) {
  if (datum.kind == Datum::Kind::list) return "a list";
  if (datum.missing()) return "a missing value";
  if (std::holds_alternative<std::string>(datum.scalar)) return "a text";
  if (std::holds_alternative<Date>(datum.scalar)) return "a date";
  if (std::holds_alternative<bool>(datum.scalar)) return "true or false";
  return "a number";
}

}  // namespace kvali
