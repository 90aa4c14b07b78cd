#pragma once

#include <optional>
#include <vector>

#include "model/indicator.hpp"

namespace kvali {

/// Adds up amounts with the records behind them; nothing added is not recorded.
class MoneySum {
 public:
  void add(const Decimal& amount, EvidenceId evidence) {
    total_ = total_ ? *total_ + amount : amount;
    if (evidence != 0) records_.push_back(evidence);
  }
  void add(const Quantity& quantity) {
    if (quantity.value) add(*quantity.value, quantity.evidence);
  }
  /// Nothing added was nothing spent.
  void begin_at_zero() {
    if (!total_) total_ = Decimal(0);
  }
  [[nodiscard]] Quantity quantity(Evidence& evidence) const {
    if (!total_) return {};
    return {*total_, Mark::none, evidence.join(records_)};
  }

 private:
  std::optional<Decimal> total_;
  std::vector<EvidenceId> records_;
};

}  // namespace kvali
