#pragma once

#include <optional>
#include <string_view>

#include "content/table_data.hpp"

namespace kvali::pdf {

/// sRGB, 0..1.
struct Color {
  double r = 0;
  double g = 0;
  double b = 0;
  bool operator==(const Color&) const = default;
};

/// Reads "#0B5C6B"; nothing when it is not six hexadecimal digits behind a #.
[[nodiscard]] std::optional<Color> parse_color(std::string_view text);
/// Contrast of a colour on white after WCAG 2, 1..21.
[[nodiscard]] double contrast_on_white(Color color);

/// How a text role looks; sizes in points.
struct TextRole {
  double size = 9.5;
  double leading = 13.5;
  bool is_bold = false;
  Color color;
};

constexpr double mm = 72.0 / 25.4;
/// Every block height and gap is a multiple of this, in points.
constexpr double grid_pt = 4.5;
/// Text is not set smaller than this anywhere.
constexpr double smallest_size_pt = 7.5;

/// Colours and type of the whole document.
struct Theme {
  Color ink;
  Color muted;
  Color rule;
  Color wash;
  Color accent;
  Color good;
  Color warn;
  Color bad;
  Color series[5];  ///< First the accent.
  TextRole title;
  TextRole heading[3];
  TextRole body;
  TextRole lead;
  TextRole table;
  TextRole small_table;
  TextRole caption;
  TextRole kpi_value;

  [[nodiscard]] Color of(Status status) const;
};

[[nodiscard]] Theme make_theme(Color accent);

/// A page and its margins in points.
struct PageGeometry {
  double width = 0;
  double height = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
  double left = 0;

  [[nodiscard]] double content_width() const { return width - left - right; }
  [[nodiscard]] double content_bottom() const { return height - bottom; }
  [[nodiscard]] double content_height() const { return height - top - bottom; }
};

enum class Paper { a4, letter };
[[nodiscard]] PageGeometry page_geometry(Paper paper, bool landscape);
/// Nobody reads lines longer than this with ease: about 85 English, 67 Georgian characters.
constexpr double narrative_width_pt = 135 * mm;

}  // namespace kvali::pdf
