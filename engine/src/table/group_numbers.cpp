#include "table/group_numbers.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <limits>
#include <unordered_map>

namespace kvali {

namespace {

/// Missing cells are told apart by their marks, of which there are fewer than this.
constexpr std::uint32_t mark_codes = 8;

/// Rows whose codes are put together at a time: they stay in the nearest cache.
constexpr std::size_t block_rows = 1024;

/// Pairs up to here are numbered through an array (4 MB), more through a hash table.
constexpr std::size_t most_dense_pairs = std::size_t{1} << 20;

/// Numbers for the values of a column that has no dictionary.
template <class Key, class KeyOf>
class Values {
 public:
  Values(const Column& column, KeyOf key_of) : column_(column), key_of_(key_of) {}
  std::uint32_t code(std::size_t row) {
    const auto next = static_cast<std::uint32_t>(codes_.size());
    return codes_.try_emplace(key_of_(column_, row), next).first->second;
  }

 private:
  const Column& column_;
  KeyOf key_of_;
  std::unordered_map<Key, std::uint32_t> codes_;
};

/// Calls `visit(i, code)` for every row; equal codes mean equal cells.
template <class Visit, class CodeOf>
void visit_codes(const Column& column, RowView rows, CodeOf code_of, Visit visit) {
  if (!column.has_gaps()) {
    for (std::size_t i = 0; i < rows.size(); ++i) visit(i, code_of(rows[i]));
    return;
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::size_t row = rows[i];
    visit(i, column.missing(row) ? static_cast<std::uint32_t>(column.mark(row)) : mark_codes + code_of(row));
  }
}

template <class Key, class Visit, class KeyOf>
void visit_values(const Column& column, RowView rows, KeyOf key_of, Visit visit) {
  Values<Key, KeyOf> values(column, key_of);
  visit_codes(
      column, rows, [&](std::size_t row) { return values.code(row); }, visit);
}

template <class Visit>
void visit_cells(const Column& column, RowView rows, Visit visit) {
  switch (column.type()) {
    case Type::text:
      return visit_codes(
          column, rows, [&](std::size_t row) { return column.code(row); }, visit);
    case Type::boolean:
      return visit_codes(
          column, rows, [&](std::size_t row) { return column.boolean(row) ? 1u : 0u; }, visit);
    case Type::integer:
      return visit_values<std::int64_t>(
          column, rows, [](const Column& c, std::size_t row) { return c.integer(row); }, visit);
    case Type::date:
      return visit_values<std::int64_t>(
          column, rows, [](const Column& c, std::size_t row) { return days_since_epoch(c.date(row)); },
          visit);
    case Type::decimal:
      return visit_values<Decimal>(
          column, rows, [](const Column& c, std::size_t row) { return c.decimal(row); }, visit);
    case Type::real:  // By its bits: 0 and -0 are printed differently.
      return visit_values<std::uint64_t>(
          column, rows,
          [](const Column& c, std::size_t row) { return std::bit_cast<std::uint64_t>(c.real(row)); }, visit);
  }
}

/// How many codes visit_cells() may give.
std::size_t code_limit(const Column& column, std::size_t rows) {
  const std::size_t marks = column.has_gaps() ? mark_codes : 0;
  if (column.type() == Type::text) return marks + column.distinct_texts();
  return marks + (column.type() == Type::boolean ? 2 : rows);
}

/// Have all keys codes of their own, and few combinations?
bool fits_array(std::span<const Column* const> keys) {
  std::size_t combinations = 1;
  for (const Column* key : keys) {
    if (key->type() != Type::text && key->type() != Type::boolean) return false;
    combinations *= code_limit(*key, 0);
    if (combinations > most_dense_pairs) return false;
  }
  return true;
}

}  // namespace

GroupNumbers::GroupNumbers(std::span<const Column* const> keys, RowView rows)
    : numbers_(std::make_shared<std::vector<std::uint32_t>>(rows.size())) {
  assert(rows.size() < std::numeric_limits<std::uint32_t>::max());
  if (fits_array(keys)) {
    number_by_array(keys, rows);
  } else {
    if (rows.size() > 0) first_rows_.push_back(rows[0]);
    for (const Column* key : keys) split_by(*key, rows);
  }
  counts_.resize(size());
  for (const std::uint32_t number : *numbers_) ++counts_[number];
}

/// Numbers rows by all keys at once, through an array of their combinations.
void GroupNumbers::number_by_array(std::span<const Column* const> keys, RowView rows) {
  std::size_t combinations = 1;
  for (const Column* key : keys) combinations *= code_limit(*key, 0);
  std::vector<std::uint32_t> seen(combinations, 0);  // Number + 1; 0 = not seen.
  std::uint32_t* numbers = numbers_->data();
  std::array<std::uint32_t, block_rows> places{};
  for (std::size_t begin = 0; begin < rows.size(); begin += block_rows) {
    const RowView block = rows.part(begin, std::min(block_rows, rows.size() - begin));
    places.fill(0);
    for (const Column* key : keys) {
      const auto codes = static_cast<std::uint32_t>(code_limit(*key, 0));
      visit_cells(*key, block,
                  [&](std::size_t i, std::uint32_t code) { places[i] = places[i] * codes + code; });
    }
    for (std::size_t i = 0; i < block.size(); ++i) {
      std::uint32_t& number = seen[places[i]];
      if (number == 0) {
        first_rows_.push_back(block[i]);
        number = static_cast<std::uint32_t>(first_rows_.size());
      }
      numbers[begin + i] = number - 1;
    }
  }
}

/// Splits every group by one more key.
void GroupNumbers::split_by(const Column& key, RowView rows) {
  const std::size_t codes = code_limit(key, rows.size());
  std::vector<std::uint32_t>& numbers = *numbers_;
  std::vector<std::size_t> firsts;
  const auto next_number = [&](std::size_t i) {
    firsts.push_back(rows[i]);
    return static_cast<std::uint32_t>(firsts.size());
  };
  if (codes <= most_dense_pairs / (size() + 1)) {
    std::vector<std::uint32_t> seen(codes * size(), 0);  // Number + 1; 0 = not seen.
    visit_cells(key, rows, [&](std::size_t i, std::uint32_t code) {
      std::uint32_t& number = seen[numbers[i] * codes + code];
      if (number == 0) number = next_number(i);
      numbers[i] = number - 1;
    });
  } else {
    std::unordered_map<std::uint64_t, std::uint32_t> seen;
    visit_cells(key, rows, [&](std::size_t i, std::uint32_t code) {
      std::uint32_t& number = seen[std::uint64_t{numbers[i]} << 32 | code];
      if (number == 0) number = next_number(i);
      numbers[i] = number - 1;
    });
  }
  first_rows_ = std::move(firsts);
}

}  // namespace kvali
