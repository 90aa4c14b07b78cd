#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "number.hpp"

namespace kvali::xlsx {

inline constexpr uint32_t most_rows = 1'048'576;
inline constexpr uint32_t most_columns = 16'384;

enum class CellKind : uint8_t {
  empty,
  text,        ///< value: number in the text pool.
  integer,     ///< value: the number.
  decimal,     ///< value: mantissa and exponent.
  truth,       ///< value: 0 or 1.
  day,         ///< value, for this and the next three: seconds since 1970-01-01, local time.
  month,       ///< A date that is shown as month and year.
  year,        ///< A date that is shown as a year.
  instant,     ///< A date with a time of day.
  time,        ///< value: seconds of a day, or of a duration.
  error,       ///< value: number of "#REF!" in the text pool.
  unresolved,  ///< A formula whose result is not stored.
  unreadable   ///< value: number of what stands there in the text pool.
};

/// One cell in 9 bytes.
struct Cell {
  CellKind kind = CellKind::empty;
  bool percent = false;  ///< A number shown with a per cent sign; it holds what is shown: 45.
  int64_t value = 0;

  [[nodiscard]] bool is_empty() const { return kind == CellKind::empty; }
  [[nodiscard]] bool is_number() const { return kind == CellKind::integer || kind == CellKind::decimal; }
  /// A cell with something in it that is no value.
  [[nodiscard]] bool is_faulty() const { return kind >= CellKind::error; }
  [[nodiscard]] Number number() const;
  static Cell of(const Number& number);
};

/// The cells of a sheet by row and column, counted from 1.  A column is kept in blocks of 1,024 rows;
/// blocks without a cell take no room.
///
/// Cap: 1 GiB, some 110 million cells.
class CellStore {
 public:
  /// Row and column must be within most_rows and most_columns.
  void put(uint32_t row, uint32_t column, Cell cell);
  [[nodiscard]] Cell at(uint32_t row, uint32_t column) const {
    if (column > columns_.size()) return {};
    const auto& blocks = columns_[column - 1];
    const size_t block = (row - 1) / block_rows;
    if (block >= blocks.size() || !blocks[block]) return {};
    const size_t i = (row - 1) % block_rows;
    const uint8_t tag = blocks[block]->tags[i];
    return {static_cast<CellKind>(tag & 0x7F), (tag & 0x80) != 0, blocks[block]->values[i]};
  }
  [[nodiscard]] bool empty() const { return last_row_ == 0; }
  [[nodiscard]] uint32_t first_row() const { return first_row_; }
  [[nodiscard]] uint32_t last_row() const { return last_row_; }
  [[nodiscard]] uint32_t first_column() const { return first_column_; }
  [[nodiscard]] uint32_t last_column() const { return last_column_; }

 private:
  static constexpr uint32_t block_rows = 1024;
  struct Block {
    std::array<int64_t, block_rows> values{};
    std::array<uint8_t, block_rows> tags{};
  };
  void take(size_t bytes);

  std::vector<std::vector<std::unique_ptr<Block>>> columns_;
  size_t bytes_ = 0;
  uint32_t first_row_ = 0, last_row_ = 0, first_column_ = 0, last_column_ = 0;
};

}  // namespace kvali::xlsx
