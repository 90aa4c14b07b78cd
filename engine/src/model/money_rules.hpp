#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/decimal.hpp"
#include "base/diagnostic.hpp"
#include "base/period.hpp"

namespace kvali {

/// Which rate turns a payment into the report's currency; the donor's agreement says so (domain.md, M12).
enum class RatePolicy {
  monthly,  ///< Of the month, else the mean of its days: InforEuro, the UN.
  daily,    ///< Of the day: a national bank.
  fixed,    ///< One for the whole project, or for each period that has one.
  tranches  ///< Of what the donor's payments brought so far, weighted by their amounts.
};

/// The word of report.toml: "monthly", "daily", "fixed", "tranches".
[[nodiscard]] constexpr const char* name_of(RatePolicy policy) {
  constexpr const char* names[] = {"monthly", "daily", "fixed", "tranches"};
  return names[static_cast<int>(policy)];
}

/// What the financial report says that goes to the donor with this one.
struct AnnexTotal {
  Period period{};
  std::string line;                       ///< Budget line; "" = all of them.
  std::optional<Decimal> spent, to_date;  ///< In the period, and until its end.
  Place place;
};

/// In which currency a report speaks, and what its agreement allows.
struct MoneyRules {
  std::string currency;  ///< ISO 4217; "" = the one that all amounts are in.
  RatePolicy rates = RatePolicy::monthly;
  /// A heading may move by this share before an amendment is due (EU grants: domain.md, section 1.2).
  int shift_percent = 25;
  /// Spending further than this from the time that has passed is worth a look.
  int burn_points = 20;
  /// A line or heading further than this from the time that has passed wants a reason; nothing: none does.
  std::optional<int> variance_points;
  std::optional<Decimal> contracts_above;  ///< Contracts of a larger value are to be listed.
  std::vector<AnnexTotal> annex;
};

}  // namespace kvali
