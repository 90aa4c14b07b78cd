#include "model/row_values.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace kvali {

namespace {

const Column* of_type(const Table& table, std::string_view name, Type type) {
  const Column* column = table.find(name);
  return column != nullptr && column->type() == type ? column : nullptr;
}

/// note, note@ka ...
std::vector<const Column*> in_all_languages(const Table& table, std::string_view field) {
  std::vector<const Column*> columns;
  for (const Column& column : table.columns())
    if (std::string_view(column.name()).substr(0, column.name().find('@')) == field)
      columns.push_back(&column);
  return columns;
}

std::vector<std::uint32_t> person_numbers(const Column* id) {
  std::vector<std::uint32_t> numbers;
  if (id == nullptr) return numbers;
  numbers.resize(id->distinct_texts());
  std::vector<bool> seen(numbers.size());
  Dictionary folded;
  for (std::size_t row = 0; row < id->size(); ++row) {
    if (id->missing(row) || seen[id->code(row)]) continue;
    seen[id->code(row)] = true;
    numbers[id->code(row)] = folded.intern(fold_key(id->text(row)));
  }
  return numbers;
}

std::optional<Decimal> number(const Column* column, std::size_t row) {
  if (column == nullptr || column->missing(row)) return std::nullopt;
  return column->decimal(row);
}

}  // namespace

RowValues::RowValues(const Table& table)
    : table_(table),
      value_(of_type(table, "value", Type::decimal)),
      num_(of_type(table, "num", Type::decimal)),
      den_(of_type(table, "den", Type::decimal)),
      cumulative_(of_type(table, "cumulative", Type::decimal)),
      id_(of_type(table, "id", Type::text)),
      unit_(of_type(table, "unit", Type::text)),
      as_of_(of_type(table, "as_of", Type::date)),
      notes_(in_all_languages(table, "note")),
      texts_(in_all_languages(table, "text")),
      persons_(person_numbers(id_)) {}

RowValue RowValues::read(std::size_t row, const IndicatorRule& rule) const {
  RowValue read;
  read.row = std::uint32_t(row);
  read.value = number(value_, row);
  read.num = number(num_, row);
  read.den = number(den_, row);
  read.stated = number(cumulative_, row);
  if (rule.agg_time == "distinct" && id_ != nullptr && !id_->missing(row)) {
    read.person = persons_[id_->code(row)];
    if (!read.value) read.value = Decimal(1);
  }
  read.has_note = any(notes_, row);
  if (as_of_ != nullptr && !as_of_->missing(row)) read.as_of = as_of_->date(row);
  read.evidence = evidence_of(read, row);
  return read;
}

bool RowValues::has_number(std::size_t row, const IndicatorRule& rule) const {
  const auto says = [&](const Column* column) { return column != nullptr && !column->missing(row); };
  return says(value_) || says(num_) || says(den_) || (rule.agg_time == "distinct" && says(id_));
}

bool RowValues::any(const std::vector<const Column*>& columns, std::size_t row) {
  return std::any_of(columns.begin(), columns.end(),
                     [&](const Column* column) { return !column->missing(row); });
}

EvidenceId RowValues::evidence(std::size_t row) const {
  return row < table_.row_evidence.size() ? table_.row_evidence[row] : 0;
}

/// The record that says the number, not one that says something else of the same row.
EvidenceId RowValues::evidence_of(const RowValue& value, std::size_t row) const {
  const Column* column = value_ != nullptr && value.value ? value_ : value.num ? num_ : den_;
  return column != nullptr ? table_.evidence(*column, row) : evidence(row);
}

std::string_view RowValues::unit(std::size_t row) const {
  return unit_ == nullptr || unit_->missing(row) ? std::string_view() : unit_->text(row);
}

}  // namespace kvali
