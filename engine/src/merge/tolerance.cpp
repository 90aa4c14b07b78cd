#include "merge/tolerance.hpp"

#include "base/money.hpp"
#include "base/text.hpp"

namespace kvali {

namespace {

/// Half a tenth of a point; of a ratio, which is a fraction, a hundredth of that.
const Decimal percentage_step = Decimal::from_coefficient(Decimal::unit / 20);
const Decimal ratio_step = Decimal::from_coefficient(Decimal::unit / 2000);

bool same_value(const Column& column, std::size_t a, std::size_t b) {
  switch (column.type()) {
    case Type::text:
      return column.code(a) == column.code(b) || fold_key(column.text(a)) == fold_key(column.text(b));
    case Type::integer:
      return column.integer(a) == column.integer(b);
    case Type::decimal:
      return column.decimal(a) == column.decimal(b);
    case Type::real:
      return column.real(a) == column.real(b);
    case Type::date:
      return column.date(a) == column.date(b);
    case Type::boolean:
      return column.boolean(a) == column.boolean(b);
  }
  return false;
}

}  // namespace

Tolerance::Tolerance(const Table& table, const Workspace& workspace)
    : table_(table), indicator_(table.find("indicator")) {
  const Table* indicators = workspace.find("indicator");
  if (indicator_ == nullptr || indicators == nullptr) return;
  for (std::size_t row = 0; row < indicators->rows(); ++row) {
    const std::string measure = canonical_text(indicators->scalar("measure", row));
    const std::string id = canonical_text(indicators->scalar("indicator_id", row));
    if (measure == "percent") steps_.emplace(id, percentage_step);
    if (measure == "ratio") steps_.emplace(id, ratio_step);
    if (measure == "currency") steps_.emplace(id, smallest_amount({}));
  }
}

bool Tolerance::alike(const Column& column, std::size_t a, std::size_t b) const {
  return same_value(column, a, b) || (column.type() == Type::decimal && near(column, a, b));
}

bool Tolerance::near(const Column& column, std::size_t a, std::size_t b) const {
  const auto apart = subtract(column.decimal(a), column.decimal(b));
  if (!apart) return false;
  if (column.name() == "amount")
    return currency(a) == currency(b) && magnitude(*apart) <= smallest_amount(currency(a));
  if (column.name() != "value" || indicator_ == nullptr || indicator_->missing(a)) return false;
  const auto step = steps_.find(indicator_->text(a));
  return step != steps_.end() && magnitude(*apart) <= step->second;
}

std::string Tolerance::currency(std::size_t row) const {
  return currency_code(canonical_text(table_.scalar("currency", row)));
}

}  // namespace kvali
