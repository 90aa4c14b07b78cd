#include "merge/tolerance.hpp"

#include "base/money.hpp"
#include "base/text.hpp"

namespace kvali {

namespace {

/// Half a tenth of a point.
const Decimal percentage_step = Decimal::from_coefficient(Decimal::unit / 20);

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
    if (measure == "percent" || measure == "ratio")
      percentages_.insert(canonical_text(indicators->scalar("indicator_id", row)));
    else if (measure == "currency")
      amounts_.insert(canonical_text(indicators->scalar("indicator_id", row)));
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
  if (percentages_.contains(indicator_->text(a))) return magnitude(*apart) <= percentage_step;
  return amounts_.contains(indicator_->text(a)) && magnitude(*apart) <= smallest_amount({});
}

std::string Tolerance::currency(std::size_t row) const {
  return currency_code(canonical_text(table_.scalar("currency", row)));
}

}  // namespace kvali
