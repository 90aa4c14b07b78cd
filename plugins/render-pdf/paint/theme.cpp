#include "paint/theme.hpp"

#include <cmath>

namespace kvali::pdf {
namespace {

constexpr Color rgb(unsigned value) {
  return {static_cast<double>(value >> 16 & 0xFF) / 255, static_cast<double>(value >> 8 & 0xFF) / 255,
          static_cast<double>(value & 0xFF) / 255};
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// WCAG 2.1, "relative luminance".
double linear(double channel) {
  return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

}  // namespace

std::optional<Color> parse_color(std::string_view text) {
  if (text.size() != 7 || text[0] != '#') return std::nullopt;
  unsigned value = 0;
  for (const char c : text.substr(1)) {
    const int digit = hex_digit(c);
    if (digit < 0) return std::nullopt;
    value = value << 4 | static_cast<unsigned>(digit);
  }
  return rgb(value);
}

double contrast_on_white(Color color) {
  const double luminance = 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
  return 1.05 / (luminance + 0.05);
}

Color Theme::of(Status status) const {
  switch (status) {
    case Status::good:
      return good;
    case Status::warn:
      return warn;
    case Status::bad:
      return bad;
    case Status::none:
      break;
  }
  return ink;
}

Theme make_theme(Color accent) {
  Theme theme;
  theme.ink = rgb(0x1B2530);
  theme.muted = rgb(0x55616E);
  theme.rule = rgb(0xC7CED6);
  theme.wash = rgb(0xF4F6F8);
  theme.accent = accent;
  theme.good = rgb(0x1F7A4D);
  theme.warn = rgb(0xA05604);
  theme.bad = rgb(0xA8321F);
  theme.series[0] = accent;
  theme.series[1] = rgb(0xE0A030);
  theme.series[2] = rgb(0x7A5195);
  theme.series[3] = rgb(0x6BA3BE);
  theme.series[4] = rgb(0x8A8F3C);
  theme.title = {24, 31.5, true, theme.ink};
  theme.heading[0] = {16, 22.5, true, theme.ink};
  theme.heading[1] = {12.5, 18, true, theme.ink};
  theme.heading[2] = {10.5, 13.5, true, theme.ink};
  theme.body = {9.5, 13.5, false, theme.ink};
  theme.lead = {12.5, 18, false, theme.ink};
  theme.table = {8.5, 11.25, false, theme.ink};
  theme.small_table = {smallest_size_pt, 9, false, theme.ink};
  theme.caption = {8, 11.25, false, theme.muted};
  theme.kpi_value = {20, 27, true, theme.ink};
  return theme;
}

PageGeometry page_geometry(Paper paper, bool landscape) {
  PageGeometry page;
  // ISO 216 and ANSI Y14.1, in points.
  page.width = paper == Paper::a4 ? 210 * mm : 612;
  page.height = paper == Paper::a4 ? 297 * mm : 792;
  if (landscape) {
    std::swap(page.width, page.height);
    page.top = 18 * mm;
    page.right = page.bottom = page.left = 16 * mm;
  } else {
    page.top = 22 * mm;
    page.right = page.left = 18 * mm;
    page.bottom = 20 * mm;
  }
  return page;
}

}  // namespace kvali::pdf
