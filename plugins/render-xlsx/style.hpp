// How cells look: colour roles, cell styles and number formats.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kvali::xlsx {

using Colour = uint32_t;  ///< 0xRRGGBB

/// The colour roles of the house; a donor's or organisation's colour may take the accent's place.
struct Palette {
  Colour ink = 0x1B2530;
  Colour muted = 0x55616E;
  Colour rule = 0xC7CED6;
  Colour wash = 0xF4F6F8;
  Colour accent = 0x0B5C6B;
  Colour good = 0x1F7A4D;
  Colour warn = 0xA05604;
  Colour bad = 0xA8321F;

  /// Colour of a status role (good, warn, bad); accent for anything else.
  [[nodiscard]] Colour status(std::string_view role) const;
  /// Fill of the n-th series of a chart, from 0; repeats after the fifth.
  [[nodiscard]] Colour series(size_t n) const;
};
/// "#0B5C6B" as a colour, or nothing.
[[nodiscard]] std::optional<Colour> parse_colour(std::string_view text);

enum class Align : uint8_t { automatic, left, center, right };
enum class Stroke : uint8_t { none, thin, medium, thick };

struct Border {
  Stroke stroke = Stroke::none;
  Colour colour = 0;
};

struct CellStyle {
  double size_pt = 10;
  Colour colour = Palette{}.ink;
  std::optional<Colour> fill = {};
  bool bold = false;
  bool italic = false;
  bool underline = false;
  bool code = false;
  bool superscript = false;
  bool wrap = false;
  bool middle = false;  ///< Vertically centred, else at the top.
  Align align = Align::automatic;
  uint8_t indent = 0;  ///< 0..15, three blanks each.
  Border top = {};
  Border bottom = {};
  Border left = {};
  std::string number_format = {};

  /// Equal styles have equal keys.
  [[nodiscard]] std::string key() const;
};

/// A number format code that is safe to write, or nothing: at most 127 bytes (libxlsxwriter cuts longer
/// ones in mid-character), quotes and brackets closed, at most four sections, no stray letters.
[[nodiscard]] std::optional<std::string> number_format(std::string_view code);
/// The format with a unit behind the number, e.g. `#,##0" GEL"`; unchanged where it does not fit.
[[nodiscard]] std::string with_unit(const std::string& format, std::string_view unit);
/// The format that draws a shape before the text or number, which stays as it is: status words and
/// trends, so that colour never stands alone.
[[nodiscard]] std::string with_shape(std::string_view shape, const std::string& format);
/// The shape of a status (good, warn, bad) or trend (up, down, flat), or "".
[[nodiscard]] std::string_view shape_of(std::string_view role);

}  // namespace kvali::xlsx
