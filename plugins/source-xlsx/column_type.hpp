#pragma once

#include <cstdint>
#include <string>

#include "cell_store.hpp"

namespace kvali::xlsx {

/// Collects what the cells of a column hold and chooses the type that they are handed over in.
class ColumnType {
 public:
  void look_at(const Cell& cell);

  /// l whole numbers, d:38,S exact decimals, g numbers beyond them, tdD days, b truths, u text: also
  /// of columns that hold several things, and of empty ones.
  [[nodiscard]] std::string format() const;
  [[nodiscard]] int scale() const { return decimals_; }
  /// Are all numbers shown with a per cent sign?
  [[nodiscard]] bool percent() const { return numbers_ > 0 && percents_ == numbers_ && texts_ == 0; }

 private:
  uint64_t numbers_ = 0;
  uint64_t percents_ = 0;
  uint64_t texts_ = 0;
  uint64_t truths_ = 0;
  uint64_t days_ = 0;
  int decimals_ = 0;
  bool large_ = false;  ///< A whole number beyond 64 bits.
  bool wide_ = false;   ///< A number outside what the engine's decimals hold.
};

/// The most decimals that the engine keeps.
inline constexpr int most_decimals = 12;

/// Number * 10^scale, rounded half away from zero, as two's complement words, the low one first.
struct Coefficient {
  uint64_t low_high[2];
};
Coefficient coefficient_of(const Number& number, int scale);

}  // namespace kvali::xlsx
