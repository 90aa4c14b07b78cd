#include "model/finance.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/finance_checks.hpp"
#include "model/natural_order.hpp"
#include "model/record_place.hpp"

namespace kvali {

namespace {

/// Adds up amounts with the records behind them; nothing added is not recorded.
class Sum {
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
  [[nodiscard]] bool any() const { return total_.has_value(); }
  [[nodiscard]] Quantity quantity(Evidence& evidence) const {
    if (!total_) return {};
    return {*total_, Mark::none, evidence.join(records_)};
  }

 private:
  std::optional<Decimal> total_;
  std::vector<EvidenceId> records_;
};

struct LineSums {
  Sum period, to_date, committed, advances;
  bool blank = false;   ///< A cell of the period is empty.
  bool unread = false;  ///< A payment could not be counted.
  bool booked = false;  ///< Something was paid, promised or paid before Kvali.
  std::optional<Date> opened_on;
  int covered = 0;  ///< Payments that the opening balance tells of already.
  EvidenceId covered_by = 0;
};

/// The text of a field in whatever languages it has: what tells headings apart.
std::string all_texts(const Table& table, std::string_view field, std::size_t row) {
  std::string texts;
  for (const Column& column : table.columns()) {
    const std::string_view name = column.name();
    if (name.substr(0, name.find('@')) == field && !column.missing(row))
      texts += std::string(name) + '=' + std::string(column.text(row)) + '\n';
  }
  return texts;
}

bool has_note(const Table& table, std::size_t row) {
  return !all_texts(table, "note", row).empty();
}

std::string code_of(const Table& table, std::size_t row) {
  const std::string code = canonical_text(table.scalar("code", row));
  return code.empty() ? canonical_text(table.scalar("line_id", row)) : code;
}

/// The code of the latest row that has one: an amendment may repeat the amount alone.
std::string printed_code(const Table& table, const FinanceLine& line) {
  for (const std::size_t row : line.rows)
    if (!is_missing(table.scalar("code", row))) return code_of(table, row);
  return line.id;
}

/// The currency that all amounts of the workspace are in, or "".
std::string only_currency(const Workspace& merged) {
  std::set<std::string> seen;
  for (const char* name : {"budget_line", "expenditure", "opening"}) {
    const Table* table = merged.find(name);
    const Column* column = table != nullptr ? table->find("currency") : nullptr;
    for (std::size_t row = 0; column != nullptr && row < column->size(); ++row)
      if (!column->missing(row)) seen.insert(currency_code(column->text(row)));
  }
  return seen.size() == 1 ? *seen.begin() : std::string{};
}

void finish(FinanceRow& row, Evidence& evidence) {
  row.share = {};
  row.remaining = {};
  if (!row.approved.value) {
    row.share.mark = row.remaining.mark = Mark::not_applicable;
    return;
  }
  if (!row.to_date.value) return;
  const EvidenceId both[] = {row.approved.evidence, row.to_date.evidence};
  const EvidenceId records = evidence.join(both);
  row.remaining = {*row.approved.value - *row.to_date.value, Mark::none, records};
  row.share.mark = Mark::not_applicable;
  if (const auto share = divide(*row.to_date.value, *row.approved.value))
    row.share = {*share, Mark::none, records};
}

class FinanceRun {
 public:
  FinanceRun(Workspace& merged, const Frame& frame, const MoneyRules& rules, Diagnostics& diagnostics)
      : merged_(merged),
        frame_(frame),
        diagnostics_(diagnostics),
        rates_(merged, rules.daily, diagnostics),
        checks_(merged.evidence, diagnostics) {
    finance_.currency = currency_code(rules.currency);
    if (finance_.currency.empty()) finance_.currency = only_currency(merged);
  }

  Finance run() {
    read_budget();
    read_openings();
    read_ledger();
    for (std::size_t i = 0; i < finance_.lines.size(); ++i) close(finance_.lines[i], sums_[i]);
    sort_lines();
    add_headings();
    checks_.report_rates(finance_.currency);
    checks_.check(finance_, frame_);
    finance_.rates.assign(rates_.used().begin(), rates_.used().end());
    return std::move(finance_);
  }

 private:
  /// An amount of a record in the report's currency.
  struct Amount {
    std::optional<Decimal> value;
    EvidenceId evidence = 0;  ///< Of the record and the rate.
    std::string left_out;     ///< "1200 GEL 2025-12", where there is no rate.
  };

  Amount amount_of(const Table& table, std::size_t row, const Period& when) {
    Amount result;
    const Column& amounts = table.at("amount");
    const EvidenceId record = table.evidence(amounts, row);
    const std::string currency = currency_in(table, row, record);
    if (currency.empty()) {
      result.left_out = amounts.decimal(row).to_string();
      return result;
    }
    const auto converted = rates_.convert({amounts.decimal(row), currency}, finance_.currency, when);
    if (!converted) {
      checks_.no_rate(currency, when, record);
      result.left_out = fmt::format("{} {}", amounts.decimal(row).to_string(), currency);
      return result;
    }
    const EvidenceId both[] = {record, converted->rate};
    result.value = converted->amount;
    result.evidence = merged_.evidence.join(both);
    return result;
  }

  /// The currency of a row; a table without such a column is in the report's.
  std::string currency_in(const Table& table, std::size_t row, EvidenceId record) {
    const Column* column = table.find("currency");
    if (column == nullptr) {
      if (finance_.currency.empty()) checks_.no_currency(record);
      return finance_.currency;
    }
    const std::string code = column->missing(row) ? std::string{} : currency_code(column->text(row));
    if (code.empty())
      checks_.no_currency(record);
    else if (!is_currency(code))
      checks_.unknown_currency(code, record);
    return code;
  }

  [[nodiscard]] const Table* this_budget() const {
    static const Table none("budget_line");
    const Table* table = merged_.find("budget_line");
    return table != nullptr ? table : &none;
  }

  // ---- budget ----
  void read_budget() {
    const Table& table = *this_budget();
    if (table.rows() == 0) return;
    const auto id_of = [&](std::size_t row) { return canonical_text(table.scalar("line_id", row)); };
    const auto versions = versions_of(
        merged_, table, frame_.as_of, id_of,
        [&](std::size_t row) { return "budget line " + code_of(table, row); }, diagnostics_);
    for (std::size_t row = 0; row < table.rows(); ++row)
      if (const Scalar parent = table.scalar("parent", row); !is_missing(parent))
        parents_.insert(canonical_text(parent));
    for (const auto& [id, one] : versions) add_line(table, id, one);
    for (FinanceLine& line : finance_.lines) place_under(table, line);
  }

  void add_line(const Table& table, const std::string& id, const Versions& versions) {
    const std::size_t index = line_of(id);
    std::optional<Quantity> before;
    for (std::size_t i = 0; versions.valid && i <= *versions.valid; ++i) {
      const Quantity amount = budget_of(table, versions.all[i], index);
      if (before && before->value && amount.value && *before->value != *amount.value)
        finance_.changes.push_back({{}, *before, amount, versions.all[i]});
      FinanceLine& line = finance_.lines[index];
      if (i == 0) line.original = amount;
      line.approved = amount;
      line.rows.insert(line.rows.begin(), versions.all[i].row);
      before = amount;
    }
    for (BudgetChange& change : finance_.changes)
      if (change.rows.empty()) change.rows = finance_.lines[index].rows;
    // A line that comes into force later has a name already.
    if (finance_.lines[index].rows.empty()) finance_.lines[index].rows.push_back(versions.all.front().row);
  }

  Quantity budget_of(const Table& table, const Version& version, std::size_t index) {
    const Column* amounts = table.find("amount");
    if (amounts == nullptr || amounts->missing(version.row)) return {};
    const Date day = version.approved_on.value_or(frame_.project_start.value_or(frame_.period.first));
    const Amount amount = amount_of(table, version.row, {day, day});
    if (amount.value) return {*amount.value, Mark::none, amount.evidence};
    leave_out(finance_.lines[index], amount.left_out);
    return {};
  }

  static void leave_out(FinanceLine& line, const std::string& what) {
    line.partial = true;
    line.left_out.insert(what);
  }

  void place_under(const Table& table, FinanceLine& line) {
    for (const std::size_t row : line.rows) {
      if (line.heading.empty()) line.heading = all_texts(table, "heading", row);
      const auto above = index_.find(canonical_text(table.scalar("parent", row)));
      if (!line.parent && above != index_.end() && !finance_.lines[above->second].rows.empty())
        line.parent = finance_.lines[above->second].rows.front();
    }
    if (!line.parent && parents_.contains(line.id) && !line.rows.empty()) line.parent = line.rows.front();
    if (line.parent) line.heading = canonical_text(table.scalar("line_id", *line.parent));
  }

  std::size_t line_of(const std::string& id) {
    const auto [it, added] = index_.emplace(id, finance_.lines.size());
    if (added) {
      finance_.lines.emplace_back().id = id;
      sums_.emplace_back();
      finance_.lines.back().approved.mark = Mark::not_applicable;
    }
    return it->second;
  }

  // ---- what was spent ----
  void read_openings() {
    const Table* table = merged_.find("opening");
    if (table == nullptr || table->find("amount") == nullptr) return;
    for (std::size_t row = 0; row < table->rows(); ++row) {
      const Scalar line = table->scalar("line", row);
      const Date day = std::get<Date>(table->scalar("as_of", row));
      if (is_missing(line) || table->at("amount").missing(row) || day > frame_.period.last) continue;
      const std::size_t index = line_of(canonical_text(line));
      const Amount amount = amount_of(*table, row, {day, day});
      if (!amount.value) {
        leave_out(finance_.lines[index], amount.left_out);
        continue;
      }
      Sum opening;
      opening.add(finance_.lines[index].opening);
      opening.add(*amount.value, amount.evidence);
      finance_.lines[index].opening = opening.quantity(merged_.evidence);
      sums_[index].to_date.add(*amount.value, amount.evidence);
      sums_[index].booked = true;
      sums_[index].opened_on = std::max(day, sums_[index].opened_on.value_or(day));
    }
  }

  void read_ledger() {
    const Table* table = merged_.find("expenditure");
    if (table == nullptr || table->find("amount") == nullptr) return;
    for (std::size_t row = 0; row < table->rows(); ++row) read_payment(*table, row);
    if (!entries_in_period_) return;
    for (LineSums& sums : sums_) {
      if (sums.unread) continue;
      if (!sums.blank) sums.period.begin_at_zero();
      sums.to_date.begin_at_zero();
    }
  }

  void read_payment(const Table& table, std::size_t row) {
    const std::optional<Period> when = time_of(table, row);
    const std::size_t index = line_of(canonical_text(table.scalar("line", row)));
    if (table.at("amount").missing(row)) {
      if (when && contains(frame_.period, *when)) sums_[index].blank = true;
      return;
    }
    const EvidenceId record = table.evidence(table.at("amount"), row);
    if (!when) {
      sums_[index].unread = true;
      checks_.no_day(finance_.lines[index].id, record);
      return leave_out(finance_.lines[index], table.at("amount").decimal(row).to_string());
    }
    const Decimal amount = table.at("amount").decimal(row);
    const std::string kind = canonical_text(table.scalar("kind", row));
    checks_.check_payment({amount, kind, *when, finance_.lines[index].id, record}, frame_);
    if (when->first > frame_.as_of || when->last > frame_.period.last) return;
    const Amount converted = amount_of(table, row, *when);
    if (!converted.value) {
      sums_[index].unread = true;
      return leave_out(finance_.lines[index], converted.left_out);
    }
    // A refund is money back, whichever sign the ledger gives it.
    const Decimal signed_amount = kind == "refund" ? -magnitude(*converted.value) : *converted.value;
    sums_[index].booked = true;
    if (kind == "commitment") return sums_[index].committed.add(signed_amount, converted.evidence);
    if (kind == "advance") return sums_[index].advances.add(signed_amount, converted.evidence);
    spend(row, index, *when, {signed_amount, Mark::none, converted.evidence}, has_note(table, row));
  }

  void spend(std::size_t row, std::size_t index, const Period& when, const Quantity& amount, bool noted) {
    LineSums& sums = sums_[index];
    if (sums.opened_on && when.first <= *sums.opened_on) {
      ++sums.covered;
      sums.covered_by = amount.evidence;
    } else {
      sums.to_date.add(amount);
    }
    if (!contains(frame_.period, when)) return;
    entries_in_period_ = true;
    sums.period.add(amount);
    finance_.payments.push_back({row, index, amount});
    if (noted) finance_.lines[index].notes.push_back(row);
  }

  /// The day or period of a payment.  The project's start and end cut its first and last month.
  [[nodiscard]] std::optional<Period> time_of(const Table& table, std::size_t row) const {
    const auto when = time_of_row(table, row);
    if (!when || when->first == when->last) return when;
    const Period life{frame_.project_start.value_or(first_date), frame_.project_end.value_or(last_date)};
    const auto inside = intersection(*when, life);
    return inside ? inside : when;
  }

  // ---- totals ----
  void close(FinanceLine& line, const LineSums& sums) {
    line.period = sums.period.quantity(merged_.evidence);
    line.to_date = sums.to_date.quantity(merged_.evidence);
    line.committed = sums.committed.quantity(merged_.evidence);
    line.advances = sums.advances.quantity(merged_.evidence);
    finish(line, merged_.evidence);
    if (sums.covered > 0) checks_.covered(line.id, sums.covered, sums.covered_by);
  }

  /// A line that others lie under and nothing is booked on is a heading and no line.
  [[nodiscard]] bool is_heading_only(const FinanceLine& line) const {
    return parents_.contains(line.id) && !sums_.at(index_.find(line.id)->second).booked;
  }

  void sort_lines() {
    const Table& table = *this_budget();
    std::vector<std::pair<std::string, std::size_t>> order;
    for (std::size_t i = 0; i < finance_.lines.size(); ++i) {
      const FinanceLine& line = finance_.lines[i];
      if (is_heading_only(line))
        own_amounts_.emplace(line.id, line.approved);
      else
        order.emplace_back(printed_code(table, line), i);
    }
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return natural_less(a.first, b.first); });
    std::vector<std::size_t> place(finance_.lines.size());
    std::vector<FinanceLine> sorted;
    for (const auto& [code, i] : order) {
      place[i] = sorted.size();
      sorted.push_back(std::move(finance_.lines[i]));
    }
    finance_.lines = std::move(sorted);
    for (Payment& payment : finance_.payments) payment.line = place[payment.line];
  }

  void add_headings() {
    std::map<std::string, std::vector<std::size_t>> under;
    std::vector<const FinanceRow*> all;
    for (std::size_t i = 0; i < finance_.lines.size(); ++i) {
      const std::string& heading = finance_.lines[i].heading;
      if (heading.empty()) all.push_back(&finance_.lines[i]);
      if (!heading.empty() && under[heading].empty()) finance_.headings.push_back({{}, i});
      if (!heading.empty()) under[heading].push_back(i);
    }
    for (FinanceHeading& heading : finance_.headings) {
      const std::string& name = finance_.lines[heading.first_line].heading;
      std::vector<const FinanceRow*> parts;
      for (const std::size_t i : under[name]) parts.push_back(&finance_.lines[i]);
      add_up(parts, own_amount(name), heading);
      all.push_back(&heading);
    }
    add_up(all, nullptr, finance_.total);
  }

  [[nodiscard]] const Quantity* own_amount(const std::string& heading) const {
    const auto it = own_amounts_.find(heading);
    return it == own_amounts_.end() || !it->second.value ? nullptr : &it->second;
  }

  /// `own`: what the budget says of the heading itself; it stands where its lines have no amounts.
  void add_up(const std::vector<const FinanceRow*>& parts, const Quantity* own, FinanceRow& out) {
    for (Quantity FinanceRow::*field :
         {&FinanceRow::approved, &FinanceRow::original, &FinanceRow::opening, &FinanceRow::period,
          &FinanceRow::to_date, &FinanceRow::committed, &FinanceRow::advances}) {
      Sum sum;
      for (const FinanceRow* part : parts) sum.add(part->*field);
      out.*field = sum.quantity(merged_.evidence);
    }
    for (const FinanceRow* part : parts) {
      // A line whose spending nobody recorded is missing in the sum.
      out.partial = out.partial || part->partial || (out.period.value && !part->period.value) ||
                    (out.to_date.value && !part->to_date.value);
    }
    if (own != nullptr && !out.approved.value) out.approved = *own;
    if (own != nullptr && *out.approved.value != *own->value) checks_.heading_differs(*own, out.approved);
    finish(out, merged_.evidence);
  }

  Workspace& merged_;
  const Frame& frame_;
  Diagnostics& diagnostics_;
  ExchangeRates rates_;
  FinanceChecks checks_;
  Finance finance_;
  std::map<std::string, std::size_t, std::less<>> index_;  ///< Line -> its place in finance_.lines.
  std::vector<LineSums> sums_;                             ///< Parallel to it.
  std::set<std::string> parents_;
  std::map<std::string, Quantity, std::less<>> own_amounts_;  ///< Of headings that are lines of the budget.
  bool entries_in_period_ = false;
};

}  // namespace

Finance compute_finance(Workspace& merged, const Frame& frame, const MoneyRules& rules,
                        Diagnostics& diagnostics) {
  return FinanceRun(merged, frame, rules, diagnostics).run();
}

}  // namespace kvali
