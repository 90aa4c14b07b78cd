#pragma once

#include <cassert>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "table/dictionary.hpp"
#include "table/evidence.hpp"
#include "table/scalar.hpp"

namespace kvali {

/// A named, typed column of cells; each cell is a value or a mark that says why there is none.
/// Cells may carry evidence of their own; without, the table's row evidence stands for them.
/// Appending a value of another type, or reading one, is our bug (asserted).
class Column {
 public:
  Column(std::string name, Type type) : name_(std::move(name)), type_(type) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] Type type() const { return type_; }
  [[nodiscard]] std::size_t size() const { return marks_.size(); }
  void rename(std::string name) { name_ = std::move(name); }

  /// Makes room for so many cells in all.
  void reserve(std::size_t cells) {
    marks_.reserve(cells);
    if (type_ == Type::text) return codes_.reserve(cells);
    if (type_ == Type::decimal) return decimals_.reserve(cells);
    type_ == Type::real ? reals_.reserve(cells) : integers_.reserve(cells);
  }

  void append(std::string_view text);
  /// Appends a text that the column has already; false if it has not.
  bool append_known(std::string_view text);
  /// Says which texts will be appended next, so that memory can bring what will be looked at.
  void expect(std::span<const std::string_view> texts) const { dictionary_.expect(texts); }
  /// Appends what cell `row` of this column holds, value or mark; not its evidence.
  void append_again(std::size_t row);
  void append(std::int64_t value);
  void append(const Decimal& value);
  void append(double value);
  void append(Date value);
  void append(bool value);
  void append(Mark missing);
  /// Any scalar whose alternative fits type(), or a mark.
  void append_scalar(const Scalar& scalar);
  /// Without this, a literal would become bool.
  void append(const char* text) { append(std::string_view(text)); }

  [[nodiscard]] bool missing(std::size_t row) const { return marks_[row] != Mark::none; }
  [[nodiscard]] Mark mark(std::size_t row) const { return marks_[row]; }
  /// Is any cell missing?
  [[nodiscard]] bool has_gaps() const { return gaps_ > 0; }
  [[nodiscard]] std::string_view text(std::size_t row) const {
    assert(type_ == Type::text && !missing(row));
    return dictionary_.text(codes_[row]);
  }
  [[nodiscard]] std::int64_t integer(std::size_t row) const {
    assert(type_ == Type::integer);
    return integers_[row];
  }
  [[nodiscard]] const Decimal& decimal(std::size_t row) const {
    assert(type_ == Type::decimal);
    return decimals_[row];
  }
  [[nodiscard]] double real(std::size_t row) const {
    assert(type_ == Type::real);
    return reals_[row];
  }
  [[nodiscard]] Date date(std::size_t row) const {
    assert(type_ == Type::date);
    return Date{std::chrono::days{integers_[row]}};
  }
  [[nodiscard]] bool boolean(std::size_t row) const {
    assert(type_ == Type::boolean);
    return integers_[row] != 0;
  }
  [[nodiscard]] Scalar scalar(std::size_t row) const;
  /// A cell of any numeric type as an exact number; nothing for other types.
  [[nodiscard]] std::optional<Decimal> number(std::size_t row) const;
  /// Dictionary code of a text cell: equal codes, equal texts; below distinct_texts(), in the order in
  /// which the texts first came.
  [[nodiscard]] std::uint32_t code(std::size_t row) const { return codes_[row]; }
  [[nodiscard]] std::size_t distinct_texts() const { return dictionary_.size(); }

  /// Keeps these cells in this order; they may repeat.  Evidence of cells is forgotten.
  void select(std::span<const std::uint32_t> rows);
  /// Every cell whose text has code i gets texts[i].
  void replace_texts(std::span<const std::string_view> texts);
  /// The text of a code.
  [[nodiscard]] std::string_view text_of_code(std::uint32_t code) const { return dictionary_.text(code); }

  /// Evidence of the last appended cell.
  void set_evidence(EvidenceId id);
  void set_evidence(std::size_t row, EvidenceId id);
  [[nodiscard]] bool has_evidence() const { return !evidence_.empty(); }
  [[nodiscard]] EvidenceId evidence(std::size_t row) const {
    return row < evidence_.size() ? evidence_[row] : 0;
  }

 private:
  std::string name_;
  Type type_;
  std::vector<Mark> marks_;
  std::size_t gaps_ = 0;              ///< Missing cells.
  std::vector<std::uint32_t> codes_;  ///< text
  Dictionary dictionary_;
  std::vector<std::int64_t> integers_;  ///< integer, date (days), boolean
  std::vector<Decimal> decimals_;
  std::vector<double> reals_;
  std::vector<EvidenceId> evidence_;  ///< Shorter than the column where no cell has its own.
};

}  // namespace kvali
