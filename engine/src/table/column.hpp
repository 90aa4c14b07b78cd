#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "table/evidence.hpp"
#include "table/scalar.hpp"

namespace kvali {

/// Distinct texts of a column, in order of first appearance.
class Dictionary {
 public:
  std::uint32_t intern(std::string_view text);
  [[nodiscard]] std::string_view text(std::uint32_t code) const { return *texts_[code]; }
  [[nodiscard]] std::size_t size() const { return texts_.size(); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> codes_;
  std::vector<const std::string*> texts_;  ///< Into codes_, whose nodes do not move.

 public:
  Dictionary() = default;
  Dictionary(Dictionary&&) noexcept = default;
  Dictionary& operator=(Dictionary&&) noexcept = default;
  Dictionary(const Dictionary& other);
  Dictionary& operator=(const Dictionary& other);
  ~Dictionary() = default;
};

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

  void append(std::string_view text);
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
  [[nodiscard]] std::string_view text(std::size_t row) const;
  [[nodiscard]] std::int64_t integer(std::size_t row) const;
  [[nodiscard]] const Decimal& decimal(std::size_t row) const;
  [[nodiscard]] double real(std::size_t row) const;
  [[nodiscard]] Date date(std::size_t row) const;
  [[nodiscard]] bool boolean(std::size_t row) const;
  [[nodiscard]] Scalar scalar(std::size_t row) const;
  /// Dictionary code of a text cell: equal codes, equal texts.
  [[nodiscard]] std::uint32_t code(std::size_t row) const { return codes_[row]; }

  /// Evidence of the last appended cell.
  void set_evidence(EvidenceId id);
  [[nodiscard]] EvidenceId evidence(std::size_t row) const {
    return row < evidence_.size() ? evidence_[row] : 0;
  }

 private:
  std::string name_;
  Type type_;
  std::vector<Mark> marks_;
  std::vector<std::uint32_t> codes_;  ///< text
  Dictionary dictionary_;
  std::vector<std::int64_t> integers_;  ///< integer, date (days), boolean
  std::vector<Decimal> decimals_;
  std::vector<double> reals_;
  std::vector<EvidenceId> evidence_;  ///< Shorter than the column where no cell has its own.
};

}  // namespace kvali
