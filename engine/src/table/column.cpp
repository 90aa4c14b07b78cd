#include "table/column.hpp"

#include <cassert>

namespace kvali {

void Column::append(std::string_view text) {
  assert(type_ == Type::text);
  codes_.push_back(dictionary_.intern(text));
  marks_.push_back(Mark::none);
}

bool Column::append_known(std::string_view text) {
  assert(type_ == Type::text);
  const auto code = dictionary_.find(text);
  if (!code) return false;
  codes_.push_back(*code);
  marks_.push_back(Mark::none);
  return true;
}

void Column::append(std::int64_t value) {
  assert(type_ == Type::integer);
  integers_.push_back(value);
  marks_.push_back(Mark::none);
}

void Column::append(const Decimal& value) {
  assert(type_ == Type::decimal);
  decimals_.push_back(value);
  marks_.push_back(Mark::none);
}

void Column::append(double value) {
  assert(type_ == Type::real);
  reals_.push_back(value);
  marks_.push_back(Mark::none);
}

void Column::append(Date value) {
  assert(type_ == Type::date);
  integers_.push_back(days_since_epoch(value));
  marks_.push_back(Mark::none);
}

void Column::append(bool value) {
  assert(type_ == Type::boolean);
  integers_.push_back(value ? 1 : 0);
  marks_.push_back(Mark::none);
}

void Column::append(Mark missing) {
  assert(missing != Mark::none);
  switch (type_) {
    case Type::text:
      codes_.push_back(0);
      break;
    case Type::decimal:
      decimals_.emplace_back();
      break;
    case Type::real:
      reals_.push_back(0);
      break;
    default:
      integers_.push_back(0);
      break;
  }
  marks_.push_back(missing);
}

void Column::append_scalar(const Scalar& scalar) {
  std::visit([this](const auto& value) { append(value); }, scalar);
}

std::string_view Column::text(std::size_t row) const {
  assert(type_ == Type::text && !missing(row));
  return dictionary_.text(codes_[row]);
}

std::int64_t Column::integer(std::size_t row) const {
  assert(type_ == Type::integer);
  return integers_[row];
}

const Decimal& Column::decimal(std::size_t row) const {
  assert(type_ == Type::decimal);
  return decimals_[row];
}

double Column::real(std::size_t row) const {
  assert(type_ == Type::real);
  return reals_[row];
}

Date Column::date(std::size_t row) const {
  assert(type_ == Type::date);
  return Date{std::chrono::days{integers_[row]}};
}

bool Column::boolean(std::size_t row) const {
  assert(type_ == Type::boolean);
  return integers_[row] != 0;
}

Scalar Column::scalar(std::size_t row) const {
  if (missing(row)) return mark(row);
  switch (type_) {
    case Type::text:
      return std::string(text(row));
    case Type::integer:
      return integer(row);
    case Type::decimal:
      return decimal(row);
    case Type::real:
      return real(row);
    case Type::date:
      return date(row);
    case Type::boolean:
      return boolean(row);
  }
  return Mark::not_recorded;
}

std::optional<Decimal> Column::number(std::size_t row) const {
  switch (type_) {
    case Type::integer:
      return Decimal(integer(row));
    case Type::decimal:
      return decimal(row);
    case Type::real:
      return Decimal::from_double(real(row));
    default:
      return std::nullopt;
  }
}

void Column::set_evidence(EvidenceId id) {
  assert(size() > 0);
  if (id == 0) return;
  evidence_.resize(size(), 0);
  evidence_.back() = id;
}

}  // namespace kvali
