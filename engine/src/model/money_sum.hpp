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
    if (quantity.at_least) leave_out();
  }
  /// Something that belongs to the sum cannot be counted: there is at least the rest.
  void leave_out() { complete_ = false; }
  /// Nothing added was nothing spent, unless something was left out.
  void begin_at_zero() {
    if (!total_ && complete_) total_ = Decimal(0);
  }
  /// A sum of which everything was left out is not recorded.
  [[nodiscard]] Quantity quantity(Evidence& evidence) const {
    Quantity sum;
    sum.at_least = !complete_;
    if (!total_) return sum;
    sum.value = *total_;
    sum.mark = Mark::none;
    sum.evidence = evidence.join(records_);
    return sum;
  }

 private:
  bool complete_ = true;
  std::optional<Decimal> total_;
  std::vector<EvidenceId> records_;
};

}  // namespace kvali
