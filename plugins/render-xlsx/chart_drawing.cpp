#include "chart_drawing.hpp"

#include <algorithm>
#include <cmath>

#include "text.hpp"

namespace kvali::xlsx {
namespace {

constexpr size_t most_labelled_points = 24;

/// Draws one chart. What has no place in libxlsxwriter 1.1.4 (a line over bars, a bullet) falls back: the
/// target of bars is a series drawn as an ink outline, of lines a thin dashed line.
class Drawing {
 public:
  Drawing(const Chart& chart, const ChartSource& source, const Look& look, Workbook& book)
      : in_(chart), source_(source), look_(look), book_(book), font_(book.font()) {}

  lxw_chart* run(const std::string& title) {
    chart_ = book_.add_chart(type());
    for (size_t s = 0; s < source_.series.size(); ++s) series(s);
    frame(title);
    if (!doughnut()) axes();
    legend();
    return chart_;
  }

 private:
  bool doughnut() const { return in_.style == "doughnut"; }
  bool line() const { return in_.style == "line"; }
  bool lies() const { return in_.style == "hbar" || in_.style == "progress"; }
  bool stacked() const { return in_.style == "stacked"; }
  const ColumnSpec& spec(size_t s) const { return in_.rows.columns[s + 1]; }

  uint8_t type() const {
    if (doughnut()) return LXW_CHART_DOUGHNUT;
    if (line()) return LXW_CHART_LINE;
    if (lies()) return LXW_CHART_BAR;
    return stacked() ? LXW_CHART_COLUMN_STACKED : LXW_CHART_COLUMN;
  }

  lxw_chart_font font(double size, Colour colour, bool bold) {
    lxw_chart_font out{};
    out.name = font_.data();
    out.size = size;
    out.color = colour;
    out.bold = bold ? LXW_TRUE : LXW_EXPLICIT_FALSE;
    return out;
  }

  void series(size_t s) {
    lxw_chart_series* out = chart_add_series(chart_, nullptr, nullptr);
    if (out == nullptr) throw Error("cannot add a series to a chart", in_.title, ENOMEM);
    const char* sheet = source_.sheet.c_str();
    const uint16_t column = source_.series[s];
    chart_series_set_categories(out, sheet, source_.first_row, source_.category, source_.last_row,
                                source_.category);
    chart_series_set_values(out, sheet, source_.first_row, column, source_.last_row, column);
    chart_series_set_name_range(out, sheet, source_.header_row, column);
    if (doughnut()) return parts(out);
    if (spec(s).target) return target(out);
    const Colour colour = look_.palette.series(plain_series(s));
    if (line()) {
      lxw_chart_line stroke{};
      stroke.color = colour;
      stroke.width = 2.25F;
      chart_series_set_line(out, &stroke);
      lxw_chart_fill fill{};
      fill.color = colour;
      chart_series_set_marker_type(out, LXW_CHART_MARKER_CIRCLE);
      chart_series_set_marker_size(out, 5);
      chart_series_set_marker_fill(out, &fill);
      lxw_chart_line edge{};
      edge.color = colour;
      chart_series_set_marker_line(out, &edge);
    } else {
      lxw_chart_fill fill{};
      fill.color = colour;
      chart_series_set_fill(out, &fill);
    }
    if (labelled()) labels(out, stacked() && s != 1 ? 0xFFFFFF : look_.palette.ink);
  }

  // Index among the series that are no target: colours go on where a target stands between.
  size_t plain_series(size_t s) const {
    size_t n = 0;
    for (size_t i = 0; i < s; ++i) n += spec(i).target ? 0u : 1u;
    return n;
  }
  size_t plain_count() const { return plain_series(source_.series.size()); }
  bool has_target() const { return plain_count() < source_.series.size(); }

  bool labelled() const {
    return !doughnut() && in_.rows.rows * plain_count() <= most_labelled_points && !line();
  }

  void labels(lxw_chart_series* out, Colour colour) {
    lxw_chart_font small = font(8, colour, false);
    chart_series_set_labels(out);
    chart_series_set_labels_font(out, &small);
    if (const auto format = value_format()) chart_series_set_labels_num_format(out, format->c_str());
  }

  void target(lxw_chart_series* out) {
    lxw_chart_line stroke{};
    stroke.color = look_.palette.ink;
    stroke.width = 1.25F;
    stroke.dash_type = line() ? LXW_CHART_LINE_DASH_DASH : LXW_CHART_LINE_DASH_SOLID;
    chart_series_set_line(out, &stroke);
    if (line()) {
      // A target due once has one point, which no line would show. (The dash markers of libxlsxwriter 1.1.4
      // are not in the schema.)
      chart_series_set_marker_type(out, LXW_CHART_MARKER_DIAMOND);
      chart_series_set_marker_size(out, 7);
      lxw_chart_fill fill{};
      fill.color = look_.palette.ink;
      chart_series_set_marker_fill(out, &fill);
      lxw_chart_line edge{};
      edge.color = look_.palette.ink;
      chart_series_set_marker_line(out, &edge);
      return;
    }
    lxw_chart_fill none{};
    none.none = LXW_TRUE;
    chart_series_set_fill(out, &none);
  }

  // One highlighted part in the accent, the others in their series colours.
  void parts(lxw_chart_series* out) {
    const size_t n = std::min<size_t>(in_.rows.rows, 64);
    std::vector<lxw_chart_fill> fills(n);
    std::vector<lxw_chart_point> points(n);
    std::vector<lxw_chart_point*> list;
    lxw_chart_line gap{};
    gap.color = 0xFFFFFF;
    for (size_t i = 0; i < n; ++i) {
      fills[i].color = n == 2 && i == 1 ? look_.palette.rule : look_.palette.series(i);
      points[i].fill = &fills[i];
      points[i].line = &gap;
      list.push_back(&points[i]);
    }
    list.push_back(nullptr);
    if (chart_series_set_points(out, list.data()) != LXW_NO_ERROR)
      throw Error("cannot colour the parts of a chart", in_.title, ENOMEM);
    labels(out, look_.palette.ink);
    // Dark parts take white figures.
    std::vector<lxw_chart_font> fonts(n);
    std::vector<lxw_chart_data_label> texts(n);
    std::vector<lxw_chart_data_label*> custom;
    for (size_t i = 0; i < n; ++i) {
      const bool dark = fills[i].color == look_.palette.accent || i % 5 == 2;
      fonts[i] = font(9, dark ? 0xFFFFFF : look_.palette.ink, dark);
      texts[i].font = &fonts[i];
      custom.push_back(&texts[i]);
    }
    custom.push_back(nullptr);
    if (chart_series_set_labels_custom(out, custom.data()) != LXW_NO_ERROR)
      throw Error("cannot label the parts of a chart", in_.title, ENOMEM);
  }

  std::optional<std::string> value_format() const {
    auto format = number_format(in_.format);
    if (!format && in_.rows.columns.size() > 1) format = number_format(spec(0).format);
    return format;
  }

  void frame(const std::string& title) {
    if (title.empty()) {
      chart_title_off(chart_);
    } else {
      lxw_chart_font heading = font(11, look_.palette.ink, true);
      chart_title_set_name(chart_, clip_units(one_line(title), 255).c_str());
      chart_title_set_name_font(chart_, &heading);
    }
    lxw_chart_line none{};
    none.none = LXW_TRUE;
    chart_chartarea_set_line(chart_, &none);
    if (doughnut()) {
      chart_set_hole_size(chart_, 62);
      return;
    }
    if (line()) return;
    chart_set_series_gap(chart_, 60);
    // A target over one series frames its bar.
    if (has_target() && plain_count() == 1) chart_set_series_overlap(chart_, 100);
  }

  void axes() {
    // X is the axis that lies on the page: under lying bars that of the values.
    const auto at = [&](bool x) {
      return chart_axis_get(chart_, x ? LXW_CHART_AXIS_TYPE_X : LXW_CHART_AXIS_TYPE_Y);
    };
    lxw_chart_axis* categories = at(!lies());
    lxw_chart_axis* values = at(lies());
    lxw_chart_font small = font(8, look_.palette.muted, false);
    chart_axis_set_num_font(categories, &small);
    chart_axis_set_num_font(values, &small);
    lxw_chart_line rule{};
    rule.color = look_.palette.rule;
    rule.width = 0.5F;
    lxw_chart_line none{};
    none.none = LXW_TRUE;
    chart_axis_set_line(categories, &rule);
    chart_axis_set_line(values, &none);
    chart_axis_set_major_tick_mark(categories, LXW_CHART_AXIS_TICK_MARK_NONE);
    chart_axis_set_major_tick_mark(values, LXW_CHART_AXIS_TICK_MARK_NONE);
    chart_axis_major_gridlines_set_visible(categories, LXW_FALSE);
    chart_axis_major_gridlines_set_visible(values, LXW_TRUE);
    chart_axis_major_gridlines_set_line(values, &rule);
    if (const auto format = value_format()) chart_axis_set_num_format(values, format->c_str());
    if (const std::string unit = clip_units(one_line(in_.unit), 60); !unit.empty()) {
      chart_axis_set_name(values, unit.c_str());
      chart_axis_set_name_font(values, &small);
    }
    if (lies()) {  // The first category on top, the values below.
      chart_axis_set_reverse(categories);
      chart_axis_set_crossing_max(categories);
    }
    if (const double unit = gridline_unit(); unit > 0) chart_axis_set_major_unit(values, unit);
    if (smallest() >= 0 && !line()) chart_axis_set_min(values, 0);
    // Beside the zero line their names would lie on the bars that go below it.
    if (smallest() < 0) chart_axis_set_label_position(categories, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    if (in_.style == "progress") chart_axis_set_max(values, largest() <= 1 ? 1 : std::max(100.0, largest()));
  }

  // Three to five gridlines, on round numbers.
  double gridline_unit() const {
    const double reach = stacked() ? tallest_stack() : std::max(largest(), -smallest());
    if (!(reach > 0)) return 0;
    const double rough = reach / 4;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double step : {1.0, 2.0, 2.5, 5.0})
      if (rough <= step * power) return step * power;
    return 10 * power;
  }

  double tallest_stack() const {
    double tallest = 0;
    for (size_t row = 0; row < in_.rows.rows; ++row) {
      double stack = 0;
      for (size_t s = 0; s < source_.series.size(); ++s) {
        const ValueColumn& values = in_.rows.of(spec(s));
        if (!values.null(row) && std::isfinite(values.number(row)))
          stack += std::max(0.0, values.number(row));
      }
      tallest = std::max(tallest, stack);
    }
    return tallest;
  }

  double smallest() const { return extreme(true); }
  double largest() const { return extreme(false); }
  double extreme(bool least) const {
    double found = 0;
    for (size_t s = 0; s < source_.series.size(); ++s) {
      const ValueColumn& values = in_.rows.of(spec(s));
      for (size_t row = 0; row < in_.rows.rows; ++row) {
        if (values.null(row) || !std::isfinite(values.number(row))) continue;
        found = least ? std::min(found, values.number(row)) : std::max(found, values.number(row));
      }
    }
    return found;
  }

  void legend() {
    if (source_.series.size() < 2 && !doughnut()) {
      chart_legend_set_position(chart_, LXW_CHART_LEGEND_NONE);
      return;
    }
    lxw_chart_font small = font(9, look_.palette.ink, false);
    chart_legend_set_position(chart_, doughnut() ? LXW_CHART_LEGEND_RIGHT : LXW_CHART_LEGEND_BOTTOM);
    chart_legend_set_font(chart_, &small);
  }

  const Chart& in_;
  const ChartSource& source_;
  const Look& look_;
  Workbook& book_;
  std::string font_;
  lxw_chart* chart_ = nullptr;
};

}  // namespace

lxw_chart* draw_chart(const Chart& chart, const ChartSource& source, const std::string& title,
                      const Look& look, Workbook& book) {
  return Drawing(chart, source, look, book).run(title);
}

std::string alt_text(const Chart& chart) {
  if (!chart.alt.empty()) return chart.alt;
  std::string alt = chart.title;
  for (size_t i = 1; i < chart.rows.columns.size(); ++i)
    alt += (alt.empty() ? "" : i == 1 ? ": " : ", ") + chart.rows.columns[i].label;
  return alt;
}

}  // namespace kvali::xlsx
