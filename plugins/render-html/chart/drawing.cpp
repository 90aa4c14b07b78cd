#include "chart/drawing.hpp"

#include <algorithm>

#include "text/escape.hpp"

namespace kvali::html {
namespace {

// Means over running text, Noto Sans Regular and companions; measured to within a tenth.
double width_of(uint32_t first_byte, uint32_t second_byte) {
  if (first_byte == ' ' || first_byte == '.' || first_byte == ',') return 0.27;
  if (first_byte < 0x80) return 0.57;
  if (first_byte == 0xE1 && (second_byte == 0x82 || second_byte == 0x83)) return 0.605;  // Georgian
  if (first_byte >= 0xE3 && first_byte < 0xEF) return 1;                                 // CJK
  return 0.6;
}

double width_between(std::string_view text, size_t begin, size_t end) {
  double width = 0;
  for (size_t i = begin; i < end; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool continues = byte >= 0x80 && byte < 0xC0;
    if (!continues) width += width_of(byte, i + 1 < end ? static_cast<unsigned char>(text[i + 1]) : 0);
  }
  return width;
}

void append_swatch(std::string& out, std::string_view style, bool is_line) {
  out += "<svg viewBox=\"0 0 10 10\">";
  if (is_line)
    out += "<line class=\"target\" x2=\"10\" y1=\"5\" y2=\"5\"/></svg>";
  else
    out += "<rect class=\"" + std::string(style) + "\" width=\"10\" height=\"10\"/></svg>";
}

}  // namespace

double width_in_ems(std::string_view text) {
  return width_between(text, 0, text.size());
}

double widest_word_in_ems(std::string_view text) {
  double widest = 0;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find_first_of(" \n-", begin), text.size());
    widest = std::max(widest, width_between(text, begin, end));
    begin = end + 1;
  }
  return widest;
}

std::string series_class(size_t series) {
  return "s" + std::to_string(series % 5 + 1);
}

void append_key(const Drawing& drawing, std::string_view more) {
  const ChartData& data = drawing.data;
  if (data.series.size() < 2 && !data.target) return;
  std::string& out = drawing.out;
  out += "<ul class=\"key" + std::string(more) + "\" aria-hidden=\"true\">";
  for (size_t i = 0; i < data.series.size(); ++i) {
    out += "<li>";
    append_swatch(out, series_class(i), false);
    append_escaped(out, data.series[i].label);
    out += "</li>";
  }
  if (data.target) {
    out += "<li>";
    append_swatch(out, {}, true);
    append_escaped(out, data.target->label);
    out += "</li>";
  }
  out += "</ul>\n";
}

void append_unit(const Drawing& drawing) {
  if (!drawing.data.unit.empty()) drawing.out += "<p>" + escaped(drawing.data.unit) + "</p>\n";
}

void open_picture(const Drawing& drawing, std::string_view attributes) {
  std::string& out = drawing.out;
  const ChartData& data = drawing.data;
  out += "<svg role=\"img\"";
  out += attributes;
  out += "><title>" + escaped(data.title.empty() ? data.alt : data.title) + "</title>";
  if (!data.alt.empty()) out += "<desc>" + escaped(data.alt) + "</desc>";
  out += "\n";
}

void append_hint(const Drawing& drawing, const Series& series, size_t category) {
  std::string& out = drawing.out;
  out += "<title>";
  append_escaped(out, drawing.data.categories[category]);
  if (drawing.data.series.size() > 1) out += ", " + escaped(series.label);
  out += ": " + escaped(series.shown[category]) + "</title>";
}

}  // namespace kvali::html
