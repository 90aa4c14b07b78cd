#pragma once

#include <map>
#include <string>
#include <string_view>

#include "table/workspace.hpp"

namespace kvali {

/// Which differences of figures are none (domain.md, M7): counts must be equal, amounts of one currency
/// may differ by its smallest coin, percentages by 0.05 points and ratios by as much of one, because each
/// office rounds for itself.
class Tolerance {
 public:
  /// `workspace` knows the indicators; `table` must stay.
  Tolerance(const Table& table, const Workspace& workspace);

  /// Do the cells of two rows say the same?  Texts do where they differ in spelling only.
  [[nodiscard]] bool alike(const Column& column, std::size_t a, std::size_t b) const;

 private:
  [[nodiscard]] bool near(const Column& column, std::size_t a, std::size_t b) const;
  [[nodiscard]] std::string currency(std::size_t row) const;

  const Table& table_;
  const Column* indicator_;
  std::map<std::string, Decimal, std::less<>> steps_;  ///< Of indicators whose values may differ.
};

}  // namespace kvali
