#pragma once

#include <string>
#include <vector>

#include "cell_store.hpp"
#include "package.hpp"
#include "reference.hpp"
#include "styles.hpp"
#include "text_pool.hpp"

namespace kvali::xlsx {

/// What all sheets of a workbook share.
struct Shared {
  TextPool texts;  ///< The shared strings first, in their order.
  uint32_t shared_strings = 0;
  Styles styles;
  bool epoch_1904 = false;
};

/// What one sheet holds.
struct SheetContent {
  CellStore cells;
  std::vector<Box> merges;
  std::vector<Box> hidden_columns;
  std::vector<bool> hidden_rows;  ///< By row - 1; shorter where no more are hidden.
  bool filtered = false;          ///< A filter is set: hidden rows may be its doing.

  [[nodiscard]] bool row_hidden(uint32_t row) const {
    return row <= hidden_rows.size() && hidden_rows[row - 1];
  }
  [[nodiscard]] bool column_hidden(uint32_t column) const;
};

/// Reads the cells of a sheet; texts are added to the pool.
SheetContent read_sheet(const Archive& archive, const std::string& part, Shared& shared,
                        const Progress& progress);

}  // namespace kvali::xlsx
