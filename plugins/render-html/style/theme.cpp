#include "style/theme.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

namespace kvali::html {
namespace {

// WCAG 2.1, "relative luminance".
double linear(unsigned channel) {
  const double c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Color c) {
  return 0.2126 * linear(c >> 16 & 0xFF) + 0.7152 * linear(c >> 8 & 0xFF) + 0.0722 * linear(c & 0xFF);
}

// A tenth nearer to white.
Color lightened(Color c) {
  Color out = 0;
  for (const unsigned shift : {16u, 8u, 0u}) {
    const Color channel = c >> shift & 0xFF;
    out |= (channel + (255 - channel + 9) / 10) << shift;
  }
  return out;
}

std::string hex(Color color) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out = "#";
  for (unsigned shift = 24; shift > 0;) out += digits[color >> (shift -= 4) & 15];
  return out;
}

}  // namespace

std::optional<Color> parse_color(std::string_view text) {
  if (text.size() != 7 || text[0] != '#') return std::nullopt;
  Color color = 0;
  const auto [end, error] = std::from_chars(text.data() + 1, text.data() + 7, color, 16);
  if (error != std::errc() || end != text.data() + 7) return std::nullopt;
  return color;
}

double contrast(Color a, Color b) {
  const auto [low, high] = std::minmax({luminance(a), luminance(b)});
  return (high + 0.05) / (low + 0.05);
}

Scheme light_scheme(Color accent) {
  return {0xFFFFFF, 0x1B2530, 0x55616E, 0xC7CED6, 0xF4F6F8,
          accent,   0x1F7A4D, 0xA05604, 0xA8321F, {0xE0A030, 0x7A5195, 0x6BA3BE, 0x8A8F3C}};
}

Scheme dark_scheme(Color accent) {
  constexpr Color page = 0x14191E;
  constexpr double least_contrast = 6;  // A little above what WCAG asks for: lines and small figures too.
  while (contrast(accent, page) < least_contrast) accent = lightened(accent);
  return {page,   0xE6EBF0, 0xA5B0BB, 0x3D4853, 0x1E262D,
          accent, 0x66C493, 0xE6AE62, 0xF2917F, {0xE0A030, 0xB08CCB, 0x8CC4DF, 0xB9BE63}};
}

std::string custom_properties(const Scheme& scheme) {
  std::string out;
  const auto add = [&](std::string_view name, Color color) {
    out += "--";
    out += name;
    out += ":" + hex(color) + ";";
  };
  add("page", scheme.page);
  add("ink", scheme.ink);
  add("muted", scheme.muted);
  add("rule", scheme.rule);
  add("wash", scheme.wash);
  add("accent", scheme.accent);
  add("good", scheme.good);
  add("warn", scheme.warn);
  add("bad", scheme.bad);
  add("s1", scheme.accent);
  add("s2", scheme.series[0]);
  add("s3", scheme.series[1]);
  add("s4", scheme.series[2]);
  add("s5", scheme.series[3]);
  return out;
}

}  // namespace kvali::html
