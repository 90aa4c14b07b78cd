// Facts as the model gets them: rows of several sources, mapped and merged.
#pragma once

#include "mapping.hpp"
#include "merge/merge.hpp"
#include "model/figures.hpp"
#include "model/money_rules.hpp"

namespace kvali {

struct ModelFacts : Mapped {
  using Rows = std::vector<std::vector<std::string>>;

  ModelFacts& with(const std::string& table, const std::vector<std::string>& fields, const Rows& rows) {
    add(raw_table(fields, rows, workspace, table), map_of(table), table);
    return *this;
  }
  Workspace& merged() {
    workspace = merge(std::move(workspace), "/", findings);
    return workspace;
  }
};

inline Frame frame_of(const char* period, const char* start = "2020-10-01", const char* end = "2022-12-31") {
  const Period wanted = parse_period(period).value();
  return {wanted, parse_iso_date(start), parse_iso_date(end), wanted.last};
}

inline MoneyRules in_euros(RatePolicy policy = RatePolicy::monthly) {
  MoneyRules rules;
  rules.currency = "EUR";
  rules.rates = policy;
  return rules;
}

inline std::string shown(const Quantity& quantity) {
  return quantity.value ? quantity.value->round_half_up(3).to_string()
                        : "<" + std::string(name_of(quantity.mark)) + ">";
}

}  // namespace kvali
