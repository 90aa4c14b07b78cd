#include "table/column.hpp"

#include <algorithm>
#include <cassert>

namespace kvali {

namespace {

template <class Value>
void select_values(std::vector<Value>& values, std::span<const std::uint32_t> rows) {
  if (values.empty()) return;
  std::vector<Value> selected;
  selected.reserve(rows.size());
  for (const std::uint32_t row : rows) selected.push_back(values[row]);
  values = std::move(selected);
}

/// Numbers the codes that are still used from 0, in the order of rows.
class CodeNumbers {
 public:
  explicit CodeNumbers(const Dictionary& old) : old_(old), numbers_(old.size(), 0) {}

  std::uint32_t number(std::uint32_t code) {
    std::uint32_t& number = numbers_[code];
    if (number == 0) number = used_.intern(old_.text(code)) + 1;
    return number - 1;
  }
  Dictionary take() && { return std::move(used_); }

 private:
  const Dictionary& old_;
  std::vector<std::uint32_t> numbers_;  ///< + 1; 0 = not used yet.
  Dictionary used_;
};

}  // namespace

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
  ++gaps_;
}

void Column::append_again(std::size_t row) {
  if (has_gaps() && missing(row)) return append(mark(row));
  switch (type_) {
    case Type::text:
      codes_.push_back(codes_[row]);
      break;
    case Type::decimal:
      decimals_.push_back(decimals_[row]);
      break;
    case Type::real:
      reals_.push_back(reals_[row]);
      break;
    default:
      integers_.push_back(integers_[row]);
      break;
  }
  marks_.push_back(Mark::none);
}

void Column::append_scalar(const Scalar& scalar) {
  std::visit([this](const auto& value) { append(value); }, scalar);
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

void Column::select(std::span<const std::uint32_t> rows) {
  select_values(marks_, rows);
  select_values(codes_, rows);
  select_values(integers_, rows);
  select_values(decimals_, rows);
  select_values(reals_, rows);
  evidence_.clear();
  gaps_ =
      std::size_t(std::count_if(marks_.begin(), marks_.end(), [](Mark mark) { return mark != Mark::none; }));
  if (type_ != Type::text) return;
  CodeNumbers numbers(dictionary_);
  for (std::size_t row = 0; row < codes_.size(); ++row)
    if (!missing(row)) codes_[row] = numbers.number(codes_[row]);
  dictionary_ = std::move(numbers).take();
}

void Column::replace_texts(std::span<const std::string_view> texts) {
  assert(type_ == Type::text && texts.size() == dictionary_.size());
  Dictionary replaced;
  std::vector<std::uint32_t> codes;
  for (const std::string_view text : texts) codes.push_back(replaced.intern(text));
  for (std::size_t row = 0; row < codes_.size(); ++row)
    if (!missing(row)) codes_[row] = codes[codes_[row]];
  dictionary_ = std::move(replaced);
}

void Column::set_evidence(EvidenceId id) {
  assert(size() > 0);
  set_evidence(size() - 1, id);
}

void Column::set_evidence(std::size_t row, EvidenceId id) {
  if (id == 0) return;
  if (evidence_.size() <= row) evidence_.resize(row + 1, 0);
  evidence_[row] = id;
}

}  // namespace kvali
