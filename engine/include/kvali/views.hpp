// kvali/views.hpp - typed views of the batches a renderer gets.  Included by plugin.hpp.  Not part of
// the ABI.
#pragma once

#include <array>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "plugin.h"
#include "types.hpp"

namespace kvali {

/// Value of a key in Arrow metadata, or nothing.
inline std::optional<std::string_view> metadata_value(const char* metadata, std::string_view key) {
  if (!metadata) return std::nullopt;
  const char* p = metadata;
  const auto number = [&p] {
    int32_t n = 0;
    std::memcpy(&n, p, 4);
    p += 4;
    return n;
  };
  const auto text = [&] {
    const auto n = size_t(number());
    const std::string_view s(p, n);
    p += n;
    return s;
  };
  for (int32_t left = number(); left > 0; --left) {
    const std::string_view k = text();
    const std::string_view v = text();
    if (k == key) return v;
  }
  return std::nullopt;
}

enum class CellType { integer, real, text, truth, day, instant, decimal, unknown };

/// One column's schema: name, type and metadata.  Borrows from the schema.
class FieldView {
 public:
  explicit FieldView(const ArrowSchema& schema) : schema_(&schema) {}
  [[nodiscard]] std::string_view name() const { return schema_->name ? schema_->name : ""; }
  [[nodiscard]] std::optional<std::string_view> meta(std::string_view key) const {
    return metadata_value(schema_->metadata, key);
  }
  [[nodiscard]] std::string_view label() const { return meta("kvali:label").value_or(name()); }
  [[nodiscard]] std::string_view role() const { return meta("kvali:role").value_or(""); }
  [[nodiscard]] std::string_view of() const { return meta("kvali:of").value_or(""); }
  [[nodiscard]] CellType type() const {
    const std::string_view f = schema_->format;
    if (f == "l") return CellType::integer;
    if (f == "g") return CellType::real;
    if (f == "u") return CellType::text;
    if (f == "b") return CellType::truth;
    if (f == "tdD") return CellType::day;
    if (f.substr(0, 3) == "tsu") return CellType::instant;
    if (f.substr(0, 2) == "d:") return CellType::decimal;
    return CellType::unknown;
  }
  /// Digits behind the point of a decimal column ("d:38,6" -> 6), else 0.
  [[nodiscard]] int scale() const {
    const std::string_view f = schema_->format;
    const size_t comma = f.find(',');
    return type() == CellType::decimal && comma != f.npos ? std::atoi(f.data() + comma + 1) : 0;
  }

 private:
  const ArrowSchema* schema_;
};

/// The cells of one column of a borrowed batch.  Rows count from 0; the accessor must fit type().
class ColumnView {
 public:
  ColumnView(const ArrowSchema& schema, const ArrowArray& array)
      : field_(schema), array_(&array), scale_(size_t(field_.scale())) {}
  [[nodiscard]] const FieldView& field() const { return field_; }
  [[nodiscard]] int64_t length() const { return array_->length; }
  [[nodiscard]] bool null(int64_t row) const {
    const auto* bits = static_cast<const uint8_t*>(array_->buffers[0]);
    const int64_t i = row + array_->offset;
    return bits && !((bits[i / 8] >> (i % 8)) & 1);
  }
  [[nodiscard]] std::string_view text(int64_t row) const {
    const auto* offsets = static_cast<const int32_t*>(array_->buffers[1]) + array_->offset + row;
    if (offsets[1] == offsets[0]) return {};
    return {static_cast<const char*>(array_->buffers[2]) + offsets[0], size_t(offsets[1] - offsets[0])};
  }
  [[nodiscard]] int64_t integer(int64_t row) const { return data<int64_t>(row); }  ///< Also timestamps (us).
  [[nodiscard]] double real(int64_t row) const { return data<double>(row); }
  [[nodiscard]] Date day(int64_t row) const { return {data<int32_t>(row)}; }
  [[nodiscard]] bool boolean(int64_t row) const {
    const int64_t i = row + array_->offset;
    return (static_cast<const uint8_t*>(array_->buffers[1])[i / 8] >> (i % 8)) & 1;
  }
  /// Any numeric column as a double.  Decimals lose what a double cannot hold.
  [[nodiscard]] double number(int64_t row) const {
    switch (field_.type()) {
      case CellType::integer:
        return double(integer(row));
      case CellType::real:
        return real(row);
      case CellType::decimal:
        return decimal_number(row);
      default:
        return 0;
    }
  }
  /// Exact canonical text of a decimal, e.g. "-12.5".
  [[nodiscard]] std::string decimal(int64_t row) const {
    Words words = absolute(row);
    std::string digits;
    while (words.high != 0 || words.low != 0) digits.push_back(char('0' + divide_by_ten(words)));
    while (digits.size() <= scale_) digits.push_back('0');
    std::string out = words.negative ? "-" : "";
    out.append(digits.rbegin(), digits.rend() - std::ptrdiff_t(scale_));
    size_t kept = 0;  // Digits behind the point without trailing zeros.
    for (size_t i = 0; i < scale_; ++i) {
      if (digits[i] != '0') {
        kept = scale_ - i;
        break;
      }
    }
    if (kept > 0) {
      out.push_back('.');
      for (size_t i = 0; i < kept; ++i) out.push_back(digits[scale_ - 1 - i]);
    }
    return out;
  }

 private:
  struct Words {
    uint64_t low, high;
    bool negative;
  };
  template <class T>
  [[nodiscard]] T data(int64_t row) const {
    return static_cast<const T*>(array_->buffers[1])[row + array_->offset];
  }
  [[nodiscard]] Words absolute(int64_t row) const {
    uint64_t w[2];
    std::memcpy(w, static_cast<const char*>(array_->buffers[1]) + 16 * (row + array_->offset), 16);
    Words words{w[0], w[1], (w[1] >> 63) != 0};
    if (words.negative) {
      words.low = ~words.low + 1;
      words.high = ~words.high + (words.low == 0 ? 1 : 0);
    }
    return words;
  }
  static unsigned divide_by_ten(Words& w) {
    // Schoolbook division in 32-bit digits: no 128-bit type needed.
    uint64_t remainder = 0;
    const auto step = [&](uint64_t word) {
      const uint64_t top = (remainder << 32) | (word >> 32);
      const uint64_t bottom = ((top % 10) << 32) | (word & 0xffffffffu);
      remainder = bottom % 10;
      return ((top / 10) << 32) | (bottom / 10);
    };
    w.high = step(w.high);
    w.low = step(w.low);
    return unsigned(remainder);
  }
  /// One rounding only, and the same on every machine.
  [[nodiscard]] double decimal_number(int64_t row) const {
    constexpr uint64_t first_of_16_digits = 1'000'000'000'000'000;
    Words words = absolute(row);
    size_t scale = scale_;
    for (; words.high == 0 && scale > 0 && words.low % 10 == 0; --scale) words.low /= 10;
    const bool exact = words.high == 0 && words.low < first_of_16_digits;
    const double value = exact ? double(words.low) / double(power_of_ten(scale)) : by_digits(decimal(row));
    return words.negative ? -value : value;
  }
  static long double power_of_ten(size_t exponent) {
    long double power = 1;
    for (; exponent > 0; --exponent) power *= 10;
    return power;
  }
  static double by_digits(const std::string& text) {
    long double digits = 0;
    size_t decimals = 0;
    bool fraction = false;
    for (const char c : text) {
      if (c == '.') fraction = true;
      if (c < '0' || c > '9') continue;
      digits = digits * 10 + static_cast<long double>(c - '0');
      if (fraction) ++decimals;
    }
    return double(digits / power_of_ten(decimals));
  }
  FieldView field_;
  const ArrowArray* array_;
  size_t scale_;
};

/// All columns of a table's schema, in order, companions included.
inline std::vector<FieldView> fields(const ArrowSchema& schema) {
  std::vector<FieldView> all;
  for (int64_t i = 0; i < schema.n_children; ++i) all.emplace_back(*schema.children[i]);
  return all;
}
/// All columns of a batch, parallel to fields(schema).
inline std::vector<ColumnView> columns(const ArrowSchema& schema, const ArrowArray& batch) {
  std::vector<ColumnView> all;
  for (int64_t i = 0; i < schema.n_children; ++i) all.emplace_back(*schema.children[i], *batch.children[i]);
  return all;
}

}  // namespace kvali
