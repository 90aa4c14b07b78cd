// The narrative laid out as rows of the first sheet.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "content.hpp"
#include "look.hpp"
#include "typed_cell.hpp"
#include "words.hpp"
#include "workbook.hpp"

namespace kvali::xlsx {

/// The first sheet's columns: a margin, one for bullets, and six that text, key-values and tiles share.
namespace grid {
inline constexpr std::array<double, 8> widths{2, 3, 32, 14, 14, 12, 16, 18};
inline constexpr uint16_t bullet = 1;
inline constexpr uint16_t text = 2;
inline constexpr uint16_t value = 3;
inline constexpr uint16_t text_end = 5;  ///< A line of text is about 135 mm wide.
inline constexpr uint16_t end = 7;
/// Width of the columns first..last.
[[nodiscard]] double width(uint16_t first, uint16_t last);
}  // namespace grid

/// A cell, merged where `last` lies behind `first`.
struct LineCell {
  uint16_t first = 0;
  uint16_t last = 0;
  CellStyle style;
  std::variant<std::monostate, std::string, double, bool> content = {};
  std::vector<StyledText> parts = {};  ///< Instead of content: text with more than one look.
  std::string href = {};               ///< As in the document: "#id" or url.
};

struct Line {
  double height_pt = 15;
  uint32_t rows = 1;  ///< More under a chart or image.
  bool page_break = false;
  bool keep_with_next = false;  ///< A page does not end behind it.
  std::vector<LineCell> cells = {};
  std::vector<std::string> anchors = {};
  int chart = -1;
  int image = -1;
  int table_card = -1;     ///< The card that leads to this table's sheet.
  uint32_t data_bars = 0;  ///< This row and so many less one above it have a share in data_bar_column.
  uint16_t data_bar_column = 0;
};

/// Size of a picture on the first sheet, in pixels of 1/96 inch.
struct PictureSize {
  double width = 0;
  double height = 0;
};

/// Anchors the renderer gives to what has none.
[[nodiscard]] std::string heading_anchor(size_t block);
[[nodiscard]] std::string table_anchor(size_t table);

struct LineInput {
  const Content& content;
  const Look& look;
  const Words& words;
  /// Size of each image of the content; nothing where it cannot be drawn.
  const std::vector<std::optional<PictureSize>>& images;
};
[[nodiscard]] std::vector<Line> lay_out(const LineInput& input);

/// True where a table of key-values stands on the first sheet instead of a sheet of its own.
[[nodiscard]] bool stands_in_report(const Table& table);
/// Height of a chart's box in pixels; its width is the grid's.
[[nodiscard]] double chart_height(const Chart& chart);

}  // namespace kvali::xlsx
