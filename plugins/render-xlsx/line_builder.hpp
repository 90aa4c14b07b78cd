// Pieces the layout of the first sheet is made of.
#pragma once

#include <string>
#include <vector>

#include "report_lines.hpp"

namespace kvali::xlsx {

/// Text of all runs, as a cell shows it.
[[nodiscard]] std::string joined(const std::vector<Run>& runs);

/// Where inline content stands: its columns, style and frame.
struct TextBox {
  uint16_t first = grid::bullet;
  uint16_t last = grid::text_end;
  CellStyle style = {};
  std::string frame = {};
};

/// Builds lines of text: wraps them, gives them their height, and splits what is taller than Excel's
/// tallest row over several.
class LineBuilder {
 public:
  explicit LineBuilder(const Look& look) : look_(&look) {}

  /// Appends the lines of a text with its links; `bullet` stands in the column before it.
  void text(const std::vector<Run>& runs, const TextBox& box, const std::string& bullet = {});
  void plain(const std::string& text, const TextBox& box, const std::string& href = {});
  /// A gap of that height.
  void gap(double height_pt);
  Line& last() { return lines.back(); }

  std::vector<Line> lines;

 private:
  void chunk(const std::vector<Run>& runs, const TextBox& box, size_t line_count);
  void add_links(const std::vector<Run>& runs, Line& line, LineCell& cell);
  const Look* look_;
};

}  // namespace kvali::xlsx
