#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kvali::html {

using Color = uint32_t;  ///< 0xRRGGBB, sRGB.

/// Reads "#0B5C6B"; nothing when it is not six hexadecimal digits behind a #.
[[nodiscard]] std::optional<Color> parse_color(std::string_view text);
/// Contrast of two colours after WCAG 2, 1..21.
[[nodiscard]] double contrast(Color a, Color b);

/// The roles of the house, for one scheme.
struct Scheme {
  Color page, ink, muted, rule, wash, accent, good, warn, bad;
  Color series[4];  ///< The second to the fifth; the first is the accent.
};

[[nodiscard]] Scheme light_scheme(Color accent);
/// The accent is lightened until it can be read on the dark page.
[[nodiscard]] Scheme dark_scheme(Color accent);

/// "--page:#FFFFFF;--ink:...", for a rule of a style sheet.
[[nodiscard]] std::string custom_properties(const Scheme& scheme);

}  // namespace kvali::html
