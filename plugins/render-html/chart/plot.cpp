#include "chart/plot.hpp"

#include <algorithm>
#include <cmath>

#include "text/escape.hpp"
#include "text/number.hpp"

namespace kvali::html {
namespace {

// Below this many, names stand in columns of their own and may break; of more, every n-th is written.
constexpr size_t most_broken_names = 14;
// The field on a narrow screen, and a line of the labels at its side, in ems of the chart's type.
constexpr double narrow_ems = 24;
constexpr double field_height_ems = 16.5;
constexpr double line_ems = 1.35;
constexpr double em_px = 13.6;
constexpr double widest_label_ems = 13;

double widest_name(const ChartData& data) {
  double widest = 0;
  for (const std::string& name : data.categories) widest = std::max(widest, widest_word_in_ems(name));
  return widest;
}

bool is_tight(const ChartData& data) {
  return data.categories.size() <= most_broken_names &&
         widest_name(data) * static_cast<double>(data.categories.size()) > narrow_ems;
}

std::string cut(const std::string& text, double ems) {
  if (width_in_ems(text) <= ems) return text;
  std::string out;
  for (size_t at = 0; at < text.size();) {
    size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    if (width_in_ems(out) > ems - 1) break;
    out.append(text, at, end - at);
    at = end;
  }
  return out + "…";
}

}  // namespace

std::string Plot::across(double x) const {
  return percent(drawing_.right_to_left ? 1 - x : x);
}

void Plot::open(std::string_view style) const {
  append_unit(drawing_);
  drawing_.out += "<div class=\"plot";
  if (is_tight(drawing_.data)) drawing_.out += " tight";
  drawing_.out += "\">\n";
  append_axis();
  open_picture(drawing_, style.empty() ? "" : " class=\"" + std::string(style) + "\"");
  for (int i = 0; i <= scale_.steps; ++i) {
    const double value = scale_.least + i * scale_.step;
    const bool is_zero = std::abs(value) < scale_.step / 1000;
    line(is_zero ? "zero" : "grid", 0, y(value), 1, y(value));
  }
  drawing_.out += "\n";
}

void Plot::append_axis() const {
  const chart::NumberStyle numbers = chart::axis_style(drawing_.data.numbers, scale_);
  drawing_.out += "<div class=\"axis\" aria-hidden=\"true\">";
  for (int i = scale_.steps; i >= 0; --i) {
    const double value = scale_.least + i * scale_.step;
    drawing_.out +=
        "<span>" + escaped(numbers.text(std::abs(value) < scale_.step / 1000 ? 0 : value)) + "</span>";
  }
  drawing_.out += "</div>\n";
}

void Plot::close(const std::vector<EndLabel>& labels) const {
  drawing_.out += "</svg>\n";
  append_ends(labels);
  append_names();
  drawing_.out += "</div>\n";
}

void Plot::append_names() const {
  const std::vector<std::string>& names = drawing_.data.categories;
  if (names.size() <= most_broken_names) {
    drawing_.out += "<div class=\"names\" aria-hidden=\"true\">";
    for (const std::string& name : names) drawing_.out += "<span>" + escaped(name) + "</span>";
    drawing_.out += "</div>\n";
    return;
  }
  double widest = 0;
  for (const std::string& name : names) widest = std::max(widest, width_in_ems(name));
  const auto every =
      static_cast<size_t>(std::ceil((widest + 1) * static_cast<double>(names.size()) / narrow_ems));
  drawing_.out += "<svg class=\"names-line\" aria-hidden=\"true\">";
  for (size_t i = 0; i < names.size(); i += every)
    drawing_.out += "<text x=\"" + across(x(i)) + "\" y=\"1em\" text-anchor=\"" +
                    (i == 0 ? "start" : "middle") + "\">" + escaped(names[i]) + "</text>";
  drawing_.out += "</svg>\n";
}

void Plot::append_ends(std::vector<EndLabel> labels) const {
  if (labels.empty()) return;
  constexpr double line = line_ems / field_height_ems;
  std::stable_sort(labels.begin(), labels.end(),
                   [](const EndLabel& a, const EndLabel& b) { return a.share < b.share; });
  // Downwards until none overlaps, then upwards from the bottom: the order of the data stays.
  for (size_t i = 1; i < labels.size(); ++i)
    labels[i].share = std::max(labels[i].share, labels[i - 1].share + line);
  double free_to = 1;
  for (size_t i = labels.size(); i-- > 0; free_to = labels[i].share - line)
    labels[i].share = std::min(labels[i].share, free_to);
  double widest = 0;
  for (EndLabel& label : labels) {
    label.text = cut(label.text, widest_label_ems);
    widest = std::max(widest, width_in_ems(label.text));
  }
  constexpr double bold = 1.08;
  drawing_.out += "<svg class=\"ends\" aria-hidden=\"true\" width=\"" +
                  plain_number(std::ceil(widest * bold * em_px)) + "\">";
  for (const EndLabel& label : labels)
    drawing_.out += "<text class=\"" + label.style + "\" x=\"" + (drawing_.right_to_left ? "100%" : "0") +
                    "\" y=\"" + percent(label.share) + "\" dy=\".35em\">" + escaped(label.text) + "</text>";
  drawing_.out += "</svg>\n";
}

void Plot::open_rect(std::string_view style, double x, double width, double from, double to) const {
  const double top = std::min(y(from), y(to));
  std::string& out = drawing_.out;
  out += "<rect class=\"";
  out += style;
  out += "\" x=\"" + across(drawing_.right_to_left ? x + width : x) + "\" y=\"" + percent(top) +
         "\" width=\"" + percent(width) + "\" height=\"" + percent(std::abs(y(from) - y(to))) + "\">";
}

void Plot::line(std::string_view style, double x1, double y1, double x2, double y2) const {
  std::string& out = drawing_.out;
  out += "<line class=\"";
  out += style;
  out += "\" x1=\"" + across(x1) + "\" y1=\"" + percent(y1) + "\" x2=\"" + across(x2) + "\" y2=\"" +
         percent(y2) + "\"/>";
}

void Plot::strokes(const Series& target, std::string_view style) const {
  // First what keeps it visible on a dark column, then the strokes.
  for (const std::string_view layer : {std::string_view("under"), style})
    for (size_t i = 0; i < target.values.size(); ++i)
      if (target.values[i])
        line(layer, x(i) - slot() / 2, y(*target.values[i]), x(i) + slot() / 2, y(*target.values[i]));
}

}  // namespace kvali::html
