#include "cell_store.hpp"

#include <algorithm>
#include <cstdlib>
#include <kvali/plugin.hpp>

namespace kvali::xlsx {

namespace {

constexpr size_t most_bytes = size_t{1} << 30;
/// Room for exponents of -512 to 511 beside the mantissa.
constexpr int exponent_bits = 10;
constexpr int64_t exponent_offset = int64_t{1} << (exponent_bits - 1);
constexpr int64_t largest_mantissa = (int64_t{1} << (63 - exponent_bits)) - 1;

}  // namespace

Number Cell::number() const {
  if (kind == CellKind::integer) return {value, 0};
  const int64_t low = value & ((int64_t{1} << exponent_bits) - 1);
  return {value >> exponent_bits, static_cast<int>(low - exponent_offset)};
}

Cell Cell::of(const Number& number) {
  if (number.exponent == 0) return {CellKind::integer, false, number.mantissa};
  Number n = number;
  // Only a number of 16 digits or more that was multiplied by a hundred.
  while (std::abs(n.mantissa) > largest_mantissa) {
    n.mantissa /= 10;
    ++n.exponent;
  }
  return {CellKind::decimal, false,
          n.mantissa * (int64_t{1} << exponent_bits) + n.exponent + exponent_offset};
}

void CellStore::take(size_t bytes) {
  bytes_ += bytes;
  if (bytes_ > most_bytes)
    throw Error(
        "the sheet has more cells than fit 1 GiB of memory; it was not read\n"
        "hint: set range to the table, split the sheet, or save it as CSV");
}

void CellStore::put(uint32_t row, uint32_t column, Cell cell) {
  if (column > columns_.size()) columns_.resize(column);
  auto& blocks = columns_[column - 1];
  const size_t block = (row - 1) / block_rows;
  if (block >= blocks.size()) {
    take((block + 1 - blocks.size()) * sizeof blocks[0]);
    blocks.resize(block + 1);
  }
  if (!blocks[block]) {
    take(sizeof(Block));
    blocks[block] = std::make_unique<Block>();
  }
  const size_t i = (row - 1) % block_rows;
  blocks[block]->values[i] = cell.value;
  blocks[block]->tags[i] = static_cast<uint8_t>(static_cast<uint8_t>(cell.kind) | (cell.percent ? 0x80 : 0));
  first_row_ = first_row_ == 0 ? row : std::min(first_row_, row);
  last_row_ = std::max(last_row_, row);
  first_column_ = first_column_ == 0 ? column : std::min(first_column_, column);
  last_column_ = std::max(last_column_, column);
}

}  // namespace kvali::xlsx
