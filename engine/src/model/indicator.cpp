#include "model/indicator.hpp"

#include "base/text.hpp"

namespace kvali {

namespace {

std::string text_or(const Table& table, std::string_view column, std::size_t row,
                    const std::string& fallback) {
  const std::string text = canonical_text(table.scalar(column, row));
  return text.empty() ? fallback : text;
}

PeriodKind frequency_of(const std::string& word) {
  if (word == "week") return PeriodKind::week;
  if (word == "quarter") return PeriodKind::quarter;
  if (word == "half") return PeriodKind::half;
  if (word == "year") return PeriodKind::year;
  return PeriodKind::month;
}

std::string usual_agg_time(const std::string& measure) {
  if (measure == "percent" || measure == "ratio") return "ratio";
  if (measure == "milestone") return "max";  // Once reached it stays reached.
  return measure == "qualitative" || measure == "ordinal" ? "latest" : "sum";
}

}  // namespace

IndicatorRule indicator_rule(const Table& table, std::size_t row) {
  IndicatorRule rule;
  rule.id = canonical_text(table.scalar("indicator_id", row));
  rule.measure = text_or(table, "measure", row, "unit");
  rule.direction = text_or(table, "direction", row, "up");
  rule.agg_time = text_or(table, "agg_time", row, usual_agg_time(rule.measure));
  // Percentages add up by their halves alone.
  if (rule.agg_time == "sum" && usual_agg_time(rule.measure) == "ratio") rule.agg_time = "ratio";
  // The same person may have come to two places.
  rule.agg_space = text_or(table, "agg_space", row, rule.agg_time == "distinct" ? "none" : "sum");
  rule.cumulative = text_or(table, "value_kind", row, "period") == "cumulative";
  rule.overlap = text_or(table, "overlap", row, "none") == "possible";
  if (const Scalar decimals = table.scalar("decimals", row); !is_missing(decimals))
    rule.decimals = static_cast<int>(std::get<std::int64_t>(decimals));
  rule.frequency = frequency_of(text_or(table, "frequency", row, "month"));
  const auto number = [&](const char* field) {
    const Scalar cell = table.scalar(field, row);
    return is_missing(cell) ? std::nullopt : std::optional(std::get<Decimal>(cell));
  };
  rule.baseline.value = number("baseline");
  if (!rule.baseline.value && number("baseline_num") && number("baseline_den"))
    rule.baseline.value = ratio_of(rule, *number("baseline_num"), *number("baseline_den"));
  rule.baseline.evidence = table.row_evidence[row];
  rule.unique_of = text_or(table, "unique_of", row, {});
  for (const Column& column : table.columns())
    if ((column.name() == "unit" || column.name().starts_with("unit@")) && !column.missing(row))
      rule.units.push_back(fold_key(column.text(row)));
  return rule;
}

std::optional<Decimal> ratio_of(const IndicatorRule& rule, const Decimal& num, const Decimal& den) {
  const auto scaled = rule.measure == "percent" ? multiply(num, Decimal(100)) : num;
  return scaled ? divide(*scaled, den) : std::nullopt;
}

FindingKey about(const IndicatorRule& rule) {
  return {"indicator=" + rule.id};
}

FindingKey about(const IndicatorRule& rule, const Period& period, std::string value) {
  return {"indicator=" + rule.id + ";period=" + period_text(period), std::move(value)};
}

}  // namespace kvali
