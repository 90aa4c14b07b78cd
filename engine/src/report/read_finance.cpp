#include "report/read_finance.hpp"

#include <fmt/format.h>

#include <array>

#include "base/text.hpp"

namespace kvali {

namespace {

constexpr std::array<std::pair<std::string_view, RatePolicy>, 4> policies{
    {{"monthly", RatePolicy::monthly},
     {"daily", RatePolicy::daily},
     {"fixed", RatePolicy::fixed},
     {"tranches", RatePolicy::tranches}}};

/// An amount, as a number or, to be exact to the last digit, as a text.
std::optional<Decimal> amount(TomlReader& reader, std::string_view key) {
  const toml::node* node = reader.node(key);
  if (node == nullptr) return std::nullopt;
  const auto text = option_text(std::string(key), *node, reader.place_of(*node));
  const auto value = text && !text->list ? Decimal::parse(text->values.front()) : std::nullopt;
  if (!value)
    reader.complain("CFG-02", fmt::format("{} must be an amount", key), reader.place_of(*node),
                    fmt::format("write {} = \"12500.50\"", key));
  return value;
}

AnnexTotal read_annex(const toml::table& table, const FiscalStart& fiscal, Diagnostics& diagnostics) {
  TomlReader reader(table, "[[finance.annex]]", diagnostics);
  AnnexTotal total;
  total.place = reader.place();
  const std::string when = reader.required_text("period");
  const auto period = parse_period(when, fiscal);
  if (period)
    total.period = *period;
  else if (!when.empty())
    reader.complain("CFG-04", fmt::format("'{}' is not a period", when),
                    reader.place_of(*table.get("period")), "write period = \"2025-12\"");
  total.line = reader.text("line");
  total.spent = amount(reader, "spent");
  total.to_date = amount(reader, "to_date");
  return total;
}

}  // namespace

void read_finance(const toml::table& table, MoneyRules& rules, const FiscalStart& fiscal,
                  Diagnostics& diagnostics) {
  TomlReader reader(table, "[finance]", diagnostics);
  rules.shift_percent = reader.whole_number("shift_limit", rules.shift_percent, 0, 100);
  rules.burn_points = reader.whole_number("burn", rules.burn_points, 0, 100);
  if (reader.node("variance") != nullptr) rules.variance_points = reader.whole_number("variance", 0, 0, 100);
  rules.contracts_above = amount(reader, "contracts_above");
  reader.each_table("annex", [&](const toml::table& annex) {
    rules.annex.push_back(read_annex(annex, fiscal, diagnostics));
  });
}

RatePolicy read_rates(TomlReader& project) {
  const std::string word = project.text("rates", "monthly");
  for (const auto& [name, policy] : policies)
    if (name == word) return policy;
  std::vector<std::string_view> names;
  for (const auto& policy : policies) names.push_back(policy.first);
  const auto meant = nearest(word, std::span<const std::string_view>(names));
  project.complain(
      "CFG-04", fmt::format("unknown rates '{}'", word), project.place_of(*project.node("rates")),
      meant ? fmt::format("did you mean '{}'?", *meant) : "one of monthly, daily, fixed, tranches");
  return RatePolicy::monthly;
}

}  // namespace kvali
