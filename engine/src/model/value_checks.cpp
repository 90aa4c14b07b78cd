#include "model/value_checks.hpp"

#include <fmt/format.h>

namespace kvali {

bool same_percentage(const Decimal& a, const Decimal& b) {
  return magnitude(a - b) <= Decimal::from_coefficient(Decimal::unit / 20);
}

bool ValueChecks::usable(const RowValue& row, const Period& period) {
  if (rule_.agg_time == "ratio" && (row.num || row.den) && !usable_pair(row, period)) return false;
  if (rule_.measure == "percent") check_share(row, period);
  if (rule_.measure == "unit" && row.value) check_count(row, period);
  return true;
}

bool ValueChecks::usable_pair(const RowValue& row, const Period& period) {
  if (!row.den || row.den->is_zero()) {
    add("I-10", Severity::error, row, period, "no denominator, or 0", {},
        "correct it; the pair is left out until then");
    return false;
  }
  if (!row.num) {
    add("I-10", Severity::error, row, period, "a denominator without a numerator", {},
        "enter it, 0 included; the pair is left out until then");
    return false;
  }
  return true;
}

void ValueChecks::check_share(const RowValue& row, const Period& period) {
  const bool pair = row.num && row.den;
  if (pair && *row.num > *row.den)
    add("I-09", Severity::error, row, period,
        fmt::format("{} of {} is more than 100%", row.num->to_string(), row.den->to_string()),
        row.num->to_string() + " / " + row.den->to_string(), "exchange or correct numerator and denominator");
  if (!pair && row.value && (row.value->is_negative() || *row.value > Decimal(100)))
    add("I-09", Severity::error, row, period,
        fmt::format("{}% is not between 0 and 100", row.value->to_string()), row.value->to_string(),
        "correct it; a growth rate is measured as ratio, not percent");
  if (!pair || !row.value) return;
  const auto made = ratio_of(rule_, *row.num, *row.den);
  if (made && !same_percentage(*made, *row.value))
    add("I-18", Severity::warning, row, period,
        fmt::format("the record says {}%, {} of {} is {}%", row.value->to_string(), row.num->to_string(),
                    row.den->to_string(), made->round_half_up(1).to_string()),
        row.value->to_string() + " / " + made->round_half_up(1).to_string(),
        "a mean of percentages is none; numerator and denominator are taken");
}

void ValueChecks::check_count(const RowValue& row, const Period& period) {
  if (row.value->is_negative())
    add("I-15", Severity::error, row, period, fmt::format("a count of {}", row.value->to_string()),
        row.value->to_string(), "a count cannot be negative; correct the earlier value instead");
  if (rule_.decimals == 0 && !row.value->is_integer())
    add("I-14", Severity::error, row, period, fmt::format("a count of {}", row.value->to_string()),
        row.value->to_string(), "write whole numbers, or give the indicator decimals");
}

void ValueChecks::add(const char* id, Severity severity, const RowValue& row, const Period& period,
                      std::string what, std::string value, std::string hint) {
  findings_.add({id, severity, fmt::format("indicator {} in {}: {}", rule_.id, period_text(period), what),
                 about(rule_, period, std::move(value)), std::move(hint)},
                std::span(&row.evidence, 1));
}

}  // namespace kvali
