#include "paint/chart_plot.hpp"

#include <algorithm>
#include <cmath>

namespace kvali::pdf {
namespace {

constexpr double thin = 0.25;
constexpr double axis_gap = 6;
constexpr size_t most_name_lines = 3;
// 16:9 or wider, whatever stands beside the field.
constexpr double height_share = 0.34;
constexpr double least_field_height = 99;
constexpr double most_field_height = 180;

}  // namespace

double draw_series_key(const ChartTools& tools, Sketch& sketch, Point top_left) {
  const TextRole role = tools.label_role();
  constexpr double swatch = 7;
  constexpr double gap = 13.5;
  double x = top_left.x;
  double y = top_left.y;
  for (size_t i = 0; i < tools.data.series.size(); ++i) {
    SetText name = tools.text.set(tools.data.series[i].label, role, tools.width - swatch - 6);
    const double width = swatch + 4 + (name.lines.empty() ? 0 : name.lines.front().width);
    if (x > top_left.x && x + width > top_left.x + tools.width) {
      x = top_left.x;
      y += 11.25;
    }
    sketch.rect({x, y + 1.5, swatch, swatch}, tools.series_color(i));
    sketch.text(std::move(name), {x + swatch + 4, y}, tools.width, LineAlign::left);
    x += width + gap;
  }
  return y + 11.25 - top_left.y;
}

Plot::Plot(const ChartTools& tools, Sketch& sketch, const Scale& scale, double right_margin, bool has_key)
    : tools_(tools), sketch_(sketch), scale_(scale) {
  double top = 0;
  if (has_key) draw_key(top);
  if (!tools.data.unit.empty()) {
    sketch.text(tools.text.set_one_line(tools.data.unit, tools.value_role(), tools.width), {0, top},
                tools.width, LineAlign::left);
    top += 11.25;
  }
  const NumberStyle numbers = chart::axis_style(tools.data.numbers, scale);
  double widest = 0;
  for (int i = 0; i <= scale.steps; ++i)
    widest =
        std::max(widest, tools.text.width_of(numbers.text(scale.least + i * scale.step), tools.value_role()));
  left_ = widest + axis_gap;
  top_ = top + 11.25;  // A figure stands above the highest column.
  field_width_ = std::max(tools.width - left_ - right_margin, tools.width / 3);
  field_height_ = std::clamp(height_share * tools.width, least_field_height, most_field_height);
  sketch.set_height(bottom() + 4);
}

void Plot::draw_key(double& top) {
  top += draw_series_key(tools_, sketch_, {0, top}) + 2.25;
}

void Plot::draw_grid() {
  const TextRole role = tools_.value_role();
  const NumberStyle numbers = chart::axis_style(tools_.data.numbers, scale_);
  for (int i = 0; i <= scale_.steps; ++i) {
    const double value = scale_.least + i * scale_.step;
    const double at = y(value);
    const bool is_zero = std::abs(value) < scale_.step / 1000;
    sketch_.line({left_, at}, {right(), at}, is_zero ? 0.5 : thin,
                 is_zero ? tools_.theme.ink : tools_.theme.rule);
    sketch_.text(tools_.text.set_one_line(numbers.text(is_zero ? 0 : value), role, left_),
                 {0, at - role.leading / 2}, left_ - axis_gap, LineAlign::right);
  }
}

bool names_fit_below(const ChartTools& tools) {
  // The axis and the margin take about this share of the width.
  const double slot = 0.88 * tools.width / static_cast<double>(tools.data.categories.size());
  for (const std::string& name : tools.data.categories) {
    const PieceList list = tools.text.prepare(name, tools.label_role());
    if (list.widest_word > slot - 4) return false;
    if (list.natural_width > (slot - 4) * static_cast<double>(most_name_lines)) return false;
  }
  return true;
}

void Plot::draw_categories() {
  const TextRole role = tools_.label_role();
  const double slot = slot_width();
  double widest = 0;
  for (const std::string& name : tools_.data.categories)
    widest = std::max(widest, tools_.text.prepare(name, role).widest_word);
  const auto every = static_cast<size_t>(std::max(1.0, std::ceil((widest + 6) / slot)));
  const double room = slot * static_cast<double>(every) - 4;
  double tallest = 0;
  for (size_t i = 0; i < tools_.data.categories.size(); i += every) {
    SetText name = tools_.text.set(tools_.data.categories[i], role, std::min(room, tools_.width / 2));
    if (name.lines.size() > most_name_lines)
      name = tools_.text.set_one_line(tools_.data.categories[i], role, room);
    tallest = std::max(tallest, name.height());
    // Names near the ends stay inside the chart.
    const double from = std::clamp(x(i) - room / 2, 0.0, std::max(0.0, tools_.width - room));
    sketch_.text(std::move(name), {from, bottom() + 4}, room, LineAlign::center);
  }
  sketch_.set_height(bottom() + 4 + tallest);
}

void Plot::draw_target() {
  if (!tools_.data.target) return;
  const Series& target = *tools_.data.target;
  const Color ink = tools_.theme.ink;
  std::optional<double> last;
  for (size_t i = 0; i < target.values.size(); ++i) {
    if (!target.values[i]) continue;
    const double at = y(*target.values[i]);
    const double half = slot_width() / 2;
    sketch_.line({x(i) - half, at}, {x(i) + half, at}, 1, ink);
    last = at;
  }
  if (!last || target.label.empty()) return;
  const double room = tools_.width - right() - axis_gap;
  if (room <= 0) return;
  SetText name = tools_.text.set(target.label, tools_.label_role(), room);
  std::vector<EndLabel> labels;
  labels.push_back({std::move(name), *last});
  draw_end_labels(sketch_, std::move(labels), right() + axis_gap, top(), bottom(), room);
}

void draw_end_labels(Sketch& sketch, std::vector<EndLabel> labels, double x, double top, double bottom,
                     double width) {
  std::stable_sort(labels.begin(), labels.end(),
                   [](const EndLabel& a, const EndLabel& b) { return a.y < b.y; });
  // Downwards until none overlaps, then upwards from the bottom: the order of the data stays.
  double free_from = top - 6;
  for (EndLabel& label : labels) {
    label.y = std::max(label.y - label.text.height() / 2, free_from);
    free_from = label.y + label.text.height() + 1;
  }
  double free_to = bottom + 6;
  for (size_t i = labels.size(); i-- > 0;) {
    labels[i].y = std::min(labels[i].y, free_to - labels[i].text.height());
    free_to = labels[i].y - 1;
  }
  for (EndLabel& label : labels) {
    const double y = label.y;
    sketch.text(std::move(label.text), {x, y}, width, LineAlign::left);
  }
}

}  // namespace kvali::pdf
