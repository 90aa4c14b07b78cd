#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace kvali {

/// Which rows of a table, in which order: those that are listed, or all of them as they lie, for which
/// no list is made (of 1,000,000 rows it would cost as much as to look at a column).
class RowView {
 public:
  /// The list must outlive this.
  RowView(std::span<const std::size_t> listed) : listed_(listed.data()), size_(listed.size()) {}
  RowView(const std::vector<std::size_t>& listed) : RowView(std::span<const std::size_t>(listed)) {}
  [[nodiscard]] static RowView all(std::size_t rows) { return RowView(nullptr, 0, rows); }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t operator[](std::size_t i) const {
    return listed_ == nullptr ? first_ + i : listed_[i];
  }
  /// Is there a list?  Else the rows lie side by side.
  [[nodiscard]] bool listed() const { return listed_ != nullptr; }
  [[nodiscard]] RowView part(std::size_t begin, std::size_t count) const {
    return listed_ == nullptr ? RowView(nullptr, first_ + begin, count) : RowView(listed_ + begin, 0, count);
  }

 private:
  RowView(const std::size_t* listed, std::size_t first, std::size_t size)
      : listed_(listed), first_(first), size_(size) {}

  const std::size_t* listed_;
  std::size_t first_ = 0;  ///< Without a list.
  std::size_t size_;
};

}  // namespace kvali
