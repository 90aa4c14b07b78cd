#include "model/exchange_rates.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/record_place.hpp"

namespace kvali {

namespace {

bool is_day(const Period& period) {
  return period.first == period.last;
}

std::optional<Decimal> apply(const Decimal& amount, const Decimal& rate, bool inverse) {
  return inverse ? divide(amount, rate) : multiply(amount, rate);
}

}  // namespace

std::optional<Period> time_of_row(const Table& table, std::size_t row) {
  if (const Scalar day = table.scalar("date", row); !is_missing(day))
    return Period{std::get<Date>(day), std::get<Date>(day)};
  const Scalar first = table.scalar("period_first", row);
  const Scalar last = table.scalar("period_last", row);
  if (is_missing(first) || is_missing(last)) return std::nullopt;
  return Period{std::get<Date>(first), std::get<Date>(last)};
}

ExchangeRates::ExchangeRates(Workspace& merged, RatePolicy policy, Diagnostics& diagnostics)
    : merged_(merged), policy_(policy) {
  if (const Table* table = merged.find("fx_rate"))
    for (std::size_t row = 0; row < table->rows(); ++row) read(*table, row, diagnostics);
}

void ExchangeRates::read(const Table& table, std::size_t row, Diagnostics& diagnostics) {
  const std::string from = currency_code(canonical_text(table.scalar("from", row)));
  const std::string to = currency_code(canonical_text(table.scalar("to", row)));
  const auto when = time_of_row(table, row);
  const bool timed = when || policy_ == RatePolicy::fixed;
  const Scalar rate = table.scalar("rate", row);
  const Decimal value = is_missing(rate) ? Decimal(0) : std::get<Decimal>(rate);
  const Scalar amount = table.scalar("amount", row);
  const Decimal weight = is_missing(amount) ? Decimal(0) : std::get<Decimal>(amount);
  const bool weighed = policy_ != RatePolicy::tranches || weight > Decimal(0);
  if (timed && weighed && value > Decimal(0)) {
    Rates& known = rates_[{from, to}];
    // Tranches of one day may well have been changed at two rates.
    const auto rival = std::find_if(known.begin(), known.end(), [&](const Rate& other) {
      return policy_ != RatePolicy::tranches && when && other.period == when && other.value != value;
    });
    if (rival != known.end()) return report_rivals(table, *rival, row, diagnostics);
    known.push_back({when, value, weight, row});
    currencies_.insert(from);
    currencies_.insert(to);
    return;
  }
  if (timed && is_missing(rate)) return;  // Not known yet: a finding where somebody needs it.
  Diagnostic finding;
  finding.id = "F-04";
  finding.subject = fmt::format("rate={}-{}", from, to);
  if (when) finding.subject += ";period=" + period_text(*when);
  finding.value = value.to_string();
  finding.place = record_place(merged_.evidence, table.row_evidence[row]);
  if (!timed) {
    finding.message = fmt::format("the rate from {} to {} has neither date nor period", from, to);
    finding.hint = "map date or period";
  } else if (!weighed && value > Decimal(0)) {
    finding.message = fmt::format("the tranche with the rate from {} to {} has no amount", from, to);
    finding.hint = "map amount: rates of tranches are weighted by what was received";
  } else {
    finding.message = fmt::format("the rate from {} to {} is {}", from, to, value.to_string());
    finding.hint = "write how many of the second one of the first is";
  }
  diagnostics.add(std::move(finding));
}

/// Which bank's rate holds, the agreement says; the first by name is used until somebody decides.
void ExchangeRates::report_rivals(const Table& table, const Rate& first, std::size_t row,
                                  Diagnostics& diagnostics) const {
  const auto shown = [&](std::size_t of) {
    const std::string source = canonical_text(table.scalar("source", of));
    return fmt::format("{} ({})", canonical_text(table.scalar("rate", of)), source.empty() ? "?" : source);
  };
  Diagnostic finding;
  finding.id = "F-04";
  finding.message = fmt::format(
      "two rates from {} to {} for {}: {} and {}", canonical_text(table.scalar("from", row)),
      canonical_text(table.scalar("to", row)), period_text(*first.period), shown(first.row), shown(row));
  finding.subject = fmt::format("rate={}-{};period={}", canonical_text(table.scalar("from", row)),
                                canonical_text(table.scalar("to", row)), period_text(*first.period));
  finding.value = shown(first.row) + " / " + shown(row);
  finding.place = record_place(merged_.evidence, table.row_evidence[row]);
  finding.hint = "keep the rate that the agreement names";
  diagnostics.add(std::move(finding));
}

std::optional<ExchangeRates::Step> ExchangeRates::monthly(const Rates& rates, const Period& when) {
  const Rate* best = nullptr;
  for (const Rate& rate : rates)
    if (!is_day(*rate.period) && contains(*rate.period, when) &&
        (best == nullptr || day_count(*rate.period) < day_count(*best->period)))
      best = &rate;
  if (best != nullptr) return Step{best->value, false, {best->row}};
  const Period month = period_around(when.last, PeriodKind::month);
  if (!contains(month, when)) return std::nullopt;
  Step mean;
  for (const Rate& rate : rates) {
    if (!is_day(*rate.period) || !contains(month, *rate.period)) continue;
    mean.rate += rate.value;
    mean.rows.push_back(rate.row);
  }
  if (mean.rows.empty()) return std::nullopt;
  mean.rate = *divide(mean.rate, Decimal(std::int64_t(mean.rows.size())));
  return mean;
}

std::optional<ExchangeRates::Step> ExchangeRates::daily(const Rates& rates, const Period& when) {
  if (!is_day(when)) return std::nullopt;
  const Rate* best = nullptr;
  for (const Rate& rate : rates) {
    const bool fits = is_day(*rate.period) && rate.period->last <= when.last &&
                      (when.last - rate.period->last).count() <= longest_pause_days;
    if (fits && (best == nullptr || rate.period->last > best->period->last)) best = &rate;
  }
  return best == nullptr ? std::nullopt : std::optional(Step{best->value, false, {best->row}});
}

std::optional<ExchangeRates::Step> ExchangeRates::fixed(const Rates& rates, const Period& when) {
  const Rate* best = nullptr;
  for (const Rate& rate : rates) {
    if (rate.period && !contains(*rate.period, when)) continue;
    const bool closer = best == nullptr || !best->period ||
                        (rate.period && day_count(*rate.period) < day_count(*best->period));
    if (closer) best = &rate;
  }
  return best == nullptr ? std::nullopt : std::optional(Step{best->value, false, {best->row}});
}

std::optional<ExchangeRates::Step> ExchangeRates::by_tranches(const Rates& rates, const Period& when) {
  const auto received = [](const Rate& rate) { return rate.period->first; };
  if (rates.empty()) return std::nullopt;
  const Date first = received(*std::min_element(
      rates.begin(), rates.end(), [&](const Rate& a, const Rate& b) { return received(a) < received(b); }));
  const Date until = std::max(first, when.last);
  Step mean;
  Decimal weight;
  for (const Rate& rate : rates) {
    if (received(rate) > until) continue;
    mean.rate += rate.value * rate.weight;
    weight += rate.weight;
    mean.rows.push_back(rate.row);
  }
  mean.rate = *divide(mean.rate, weight);
  return mean;
}

std::optional<ExchangeRates::Step> ExchangeRates::step(const Direction& direction, const Period& when) const {
  const auto known = rates_.find(direction);
  if (known == rates_.end()) return std::nullopt;
  switch (policy_) {
    case RatePolicy::daily:
      return daily(known->second, when);
    case RatePolicy::fixed:
      return fixed(known->second, when);
    case RatePolicy::tranches:
      return by_tranches(known->second, when);
    case RatePolicy::monthly:
      break;
  }
  return monthly(known->second, when);
}

std::optional<ExchangeRates::Step> ExchangeRates::either_way(const std::string& from, const std::string& to,
                                                             const Period& when) const {
  if (auto found = step({from, to}, when)) return found;
  auto found = step({to, from}, when);
  if (found) found->inverse = true;
  return found;
}

std::vector<ExchangeRates::Step> ExchangeRates::path(const std::string& from, const std::string& to,
                                                     const Period& when) const {
  if (auto direct = either_way(from, to, when)) return {std::move(*direct)};
  for (const std::string& between : currencies_) {
    auto there = either_way(from, between, when);
    auto back = there ? either_way(between, to, when) : std::nullopt;
    if (back) return {std::move(*there), std::move(*back)};
  }
  return {};
}

std::optional<Converted> ExchangeRates::convert(const Money& money, const std::string& to,
                                                const Period& when) {
  if (money.currency == to) return Converted{money.amount, 0};
  const std::vector<Step> steps = path(money.currency, to, when);
  if (steps.empty()) return std::nullopt;
  std::optional<Decimal> amount = money.amount;
  std::vector<EvidenceId> records;
  for (const Step& one : steps) {
    if (amount) amount = apply(*amount, one.rate, one.inverse);
    for (const std::size_t row : one.rows) {
      used_.insert(row);
      records.push_back(merged_.find("fx_rate")->row_evidence[row]);
    }
  }
  if (!amount) return std::nullopt;
  // Each amount is rounded once, so that what is printed adds up to the totals that are printed.
  return Converted{amount->round_half_up(minor_units(to)), merged_.evidence.join(records)};
}

}  // namespace kvali
