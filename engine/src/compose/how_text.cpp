#include "compose/how_text.hpp"

#include "base/period.hpp"
#include "compose/datum.hpp"

namespace kvali {

namespace {

/// A sum of more is told by its number.
constexpr std::size_t most_shown = 6;

std::string joined(const Computation& computation, const Catalogue& words, std::string_view sign) {
  std::string out;
  for (const Operand& operand : computation.operands) {
    const auto number = number_of(operand.value);
    const bool negative = sign == "+" && !out.empty() && number && number->is_negative();
    out += out.empty() ? "" : negative ? " − " : " " + std::string(sign) + " ";
    out += value_text(negative ? Scalar{magnitude(*number)} : operand.value, words);
  }
  return out;
}

/// With its values in their places: "(40 − 12) / (60 − 12)".
std::string in_places(const Computation& computation, const Catalogue& words) {
  MessageArguments values;
  for (const Operand& operand : computation.operands) values[operand.name] = value_text(operand.value, words);
  return words.text("how." + computation.rule, values);
}

}  // namespace

std::string value_text(const Scalar& value, const Catalogue& words) {
  if (is_missing(value)) return words.text("mark." + std::string(name_of(std::get<Mark>(value))));
  if (const auto number = number_of(value)) return words.locale().number(number->round_half_up(4));
  if (const auto* date = std::get_if<Date>(&value)) return words.locale().date(*date, DateStyle::short_date);
  return canonical_text(value);
}

std::string operand_text(const Operand& operand, const Catalogue& words) {
  if (words.contains("operand." + operand.name)) return words.text("operand." + operand.name);
  const auto period = parse_period(operand.name);
  return period ? words.locale().period(*period) : operand.name;
}

std::string how_text(const Computation& computation, const Catalogue& words) {
  const std::string& rule = computation.rule;
  if (rule.empty()) return {};
  const std::size_t count = std::max(computation.count, computation.operands.size());
  const bool whole = computation.operands.size() == count && count > 1;
  if (rule == "sum" && whole && count <= most_shown) return joined(computation, words, "+");
  if (rule == "difference") return joined(computation, words, "−");
  if (rule == "product") return joined(computation, words, "×");
  if (rule == "quotient") return joined(computation, words, "/");
  if (rule == "ratio" || rule == "percentage" || rule == "share" || rule == "adjusted_share" ||
      rule == "deviation" || rule == "approved")
    return in_places(computation, words);
  const MessageArguments arguments = {
      {"n", static_cast<std::int64_t>(count)},
      {"of",
       computation.operands.empty() ? std::string() : operand_text(computation.operands.front(), words)}};
  return words.text("how." + rule, arguments);
}

}  // namespace kvali
