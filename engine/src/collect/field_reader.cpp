#include "collect/field_reader.hpp"

#include "base/text.hpp"

namespace kvali {

namespace {

Type type_of(FieldKind kind) {
  switch (kind) {
    case FieldKind::number:
      return Type::decimal;
    case FieldKind::whole:
      return Type::integer;
    case FieldKind::date:
    case FieldKind::period:
      return Type::date;
    case FieldKind::truth:
      return Type::boolean;
    default:
      return Type::text;
  }
}

std::string first_column_of(const FieldPlan& plan) {
  return plan.field->kind == FieldKind::period ? plan.target + "_first" : plan.target;
}

}  // namespace

FieldReader::FieldReader(const FieldPlan& plan, const RawTable& raw, const MapContext& context,
                         ValueLists& lists, Table& to)
    : plan_(plan),
      raw_(raw),
      context_(context),
      lists_(lists),
      to_(to),
      first_(first_column_of(plan), type_of(plan.field->kind)),
      last_(plan.target + "_last", Type::date) {
  if (plan.from == nullptr)
    rows_.resize(1);
  else if (plan.from->type() == Type::text)
    rows_.resize(plan.from->distinct_texts());
}

CellReading FieldReader::read_cell_of(std::size_t row) const {
  const Scalar cell = plan_.from != nullptr ? plan_.from->scalar(row) : Scalar{plan_.constant};
  const DateOrder order =
      plan_.map != nullptr && plan_.map->month_first ? DateOrder::month_first : DateOrder::day_first;
  const FieldKind kind = plan_.field->kind;
  const bool judged = kind != FieldKind::text && kind != FieldKind::language && kind != FieldKind::key;
  const Scalar meant = lists_.translate(plan_.map, cell, plan_.from, row, judged);
  CellReading reading = read_cell(*plan_.field, meant, plan_.from != nullptr ? raw_.decimal : '.',
                                  context_.fiscal, order, context_.zone, plan_.year);
  const bool unknown = is_missing(meant) && !trim(canonical_text(cell)).empty();
  if (plan_.field->guards && (reading.problem || unknown)) reading.value = true;
  return reading;
}

const FieldReading& FieldReader::read(std::size_t row) {
  const bool once = plan_.from == nullptr || (!rows_.empty() && !plan_.from->missing(row));
  first_row_ = once ? &rows_[plan_.from != nullptr ? plan_.from->code(row) : 0] : nullptr;
  if (first_row_ != nullptr && first_row_->number != 0) {
    reading_.row = first_row_->number - 1;
    reading_.present = first_row_->present != 0;
    return reading_;
  }
  reading_.row = std::nullopt;
  reading_.cell = read_cell_of(row);
  reading_.present = !is_missing(reading_.cell.value) || reading_.cell.period;
  return reading_;
}

void FieldReader::append() {
  const bool period = plan_.field->kind == FieldKind::period;
  if (reading_.row) {
    first_.in(to_).append_again(*reading_.row);
    if (period) last_.in(to_).append_again(*reading_.row);
    return;
  }
  if (period) {
    const auto& days = reading_.cell.period;
    first_.in(to_).append_scalar(days ? Scalar(days->first) : Scalar(Mark::not_recorded));
    last_.in(to_).append_scalar(days ? Scalar(days->last) : Scalar(Mark::not_recorded));
  } else {
    first_.in(to_).append_scalar(reading_.cell.value);
  }
  // What cannot be read is read again, because each such cell is a finding.
  if (first_row_ == nullptr || reading_.cell.problem) return;
  first_row_->number = std::uint32_t(first_.in(to_).size()) & 0x7FFF'FFFFU;  // most_cells is less.
  first_row_->present = reading_.present ? 1 : 0;
}

}  // namespace kvali
