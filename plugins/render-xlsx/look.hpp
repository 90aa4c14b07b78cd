// The styles of the workbook's roles, from page to table cell.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "content.hpp"
#include "style.hpp"

namespace kvali::xlsx {

/// Sizes in points. Tables and text share one size: on a screen the reader does not hold a sheet closer.
struct Look {
  Palette palette = {};

  [[nodiscard]] CellStyle body() const { return {.size_pt = 10, .colour = palette.ink}; }
  [[nodiscard]] CellStyle text() const;
  [[nodiscard]] CellStyle muted() const;
  [[nodiscard]] CellStyle title() const;
  [[nodiscard]] CellStyle heading(int level) const;
  [[nodiscard]] CellStyle paragraph(std::string_view style) const;
  [[nodiscard]] CellStyle link() const;
  /// Header of a table: bold on wash over an ink line.
  [[nodiscard]] CellStyle header() const;
  /// The style of a cell in a callout or quote; `leftmost` cells carry the bar.
  [[nodiscard]] CellStyle framed(CellStyle style, std::string_view frame, bool leftmost) const;
  /// The style of a run of text inside a cell.
  [[nodiscard]] CellStyle run(CellStyle base, const Run& run) const;
};

}  // namespace kvali::xlsx
