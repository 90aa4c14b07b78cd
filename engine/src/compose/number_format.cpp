#include "compose/number_format.hpp"

namespace kvali {

std::string number_text(const Locale& locale, const Decimal& value, int decimals, Grouping grouping) {
  if (decimals >= 0) return locale.number(value, decimals, grouping);
  return locale.number(value.round_half_up(most_automatic_decimals), Locale::as_needed, grouping);
}

std::string number_format(const NumberFormat& format) {
  std::string code = format.grouped ? "#,##0" : "0";
  if (format.percent) code = "0";
  int decimals = format.decimals;
  if (decimals < 0 && !format.percent) {
    const Decimal shown = format.example.round_half_up(most_automatic_decimals);
    decimals = 0;
    while (decimals < most_automatic_decimals && shown.round_half_up(decimals) != shown) ++decimals;
  }
  if (decimals > 0) code += "." + std::string(static_cast<std::size_t>(decimals), '0');
  return format.percent ? code + "%" : code;
}

}  // namespace kvali
