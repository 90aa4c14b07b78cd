#include <algorithm>
#include <cmath>

#include "chart/drawing.hpp"
#include "text/escape.hpp"
#include "text/number.hpp"

namespace kvali::html {
namespace {

// Names at the side, bars from a common zero, figures beside them: no axis is needed. Every bar is a row
// of its own, a list that is read as text.
class BarWriter {
 public:
  BarWriter(const Drawing& drawing, bool stacked) : drawing_(drawing), data_(drawing.data) {
    const Stack range = stacked ? stacked_range(data_) : Stack{data_.greatest(), data_.least()};
    least_ = range.down;
    greatest_ = range.up - range.down > 0 ? range.up : range.down + 1;
  }

  void append_bars() const {
    for (size_t i = 0; i < data_.categories.size(); ++i) {
      for (size_t s = 0; s < data_.series.size(); ++s) {
        const Series& series = data_.series[s];
        open_row(i, s);
        if (series.values[i]) {
          open_rect(s, 0, *series.values[i]);
          append_hint(drawing_, series, i);
          drawing_.out += "</rect>";
        }
        close_row(i, series.shown[i]);
      }
    }
  }

  void append_stacks() const {
    for (size_t i = 0; i < data_.categories.size(); ++i) {
      open_row(i, 0);
      Stack stack;
      for (size_t s = 0; s < data_.series.size(); ++s) {
        const double value = data_.series[s].values[i].value_or(0);
        if (value == 0) continue;
        const double from = stack.put(value);
        open_rect(s, from, from + value);
        append_hint(drawing_, data_.series[s], i);
        drawing_.out += "</rect>";
      }
      close_row(i, {});
    }
  }

 private:
  [[nodiscard]] double x(double value) const { return (value - least_) / (greatest_ - least_); }

  void open_row(size_t category, size_t series) const {
    drawing_.out += series == 0
                        ? "<li><span class=\"name\">" + escaped(data_.categories[category]) + "</span>"
                        : "<li><span class=\"name more\"></span>";
    drawing_.out += "<svg aria-hidden=\"true\">";
  }
  void open_rect(size_t series, double from, double to) const {
    drawing_.out += "<rect class=\"" + series_class(series) + "\" x=\"" + percent(std::min(x(from), x(to))) +
                    "\" width=\"" + percent(std::abs(x(to) - x(from))) + "\" height=\"100%\">";
  }
  void close_row(size_t category, std::string_view value) const {
    const auto mark = [&](const char* style, double at) {
      drawing_.out += std::string("<line class=\"") + style + "\" x1=\"" + percent(at) + "\" x2=\"" +
                      percent(at) + "\" y1=\"-15%\" y2=\"115%\"/>";
    };
    mark("zero", x(0));
    if (data_.target && data_.target->values[category])
      for (const char* layer : {"under", "target"}) mark(layer, x(*data_.target->values[category]));
    drawing_.out += "</svg><span class=\"value\">" + escaped(value) + "</span></li>\n";
  }

  const Drawing& drawing_;
  const ChartData& data_;
  double least_ = 0;
  double greatest_ = 1;
};

void open_rows(const Drawing& drawing) {
  if (!drawing.data.alt.empty()) drawing.out += "<p class=\"hidden\">" + escaped(drawing.data.alt) + "</p>\n";
  drawing.out += "<ul class=\"rows\">\n";
}

// The share of each row, 0 .. more than 1; nothing when the data are not shares.
std::optional<std::vector<std::optional<double>>> shares_of(const ChartData& data) {
  const Series& series = data.series.front();
  std::vector<std::optional<double>> shares;
  for (size_t i = 0; i < series.values.size(); ++i) {
    const auto& value = series.values[i];
    const double whole = data.target ? data.target->values[i].value_or(0) : 1;
    if (value && (*value < 0 || whole <= 0 || (!data.target && *value > 1))) return std::nullopt;
    shares.push_back(value ? std::optional<double>(*value / whole) : std::nullopt);
  }
  return shares;
}

}  // namespace

void append_bars(const Drawing& drawing, bool stacked) {
  append_key(drawing);
  append_unit(drawing);
  open_rows(drawing);
  const BarWriter bars(drawing, stacked);
  if (stacked)
    bars.append_stacks();
  else
    bars.append_bars();
  drawing.out += "</ul>\n";
}

bool append_progress(const Drawing& drawing) {
  const ChartData& data = drawing.data;
  if (data.series.size() != 1) return false;
  const auto shares = shares_of(data);
  if (!shares) return false;
  const Series& series = data.series.front();
  append_unit(drawing);
  open_rows(drawing);
  for (size_t i = 0; i < series.values.size(); ++i) {
    std::string& out = drawing.out;
    out += "<li><span class=\"name\">" + escaped(data.categories[i]) +
           "</span><svg class=\"progress\" aria-hidden=\"true\"><rect class=\"track\" width=\"100%\" "
           "height=\"100%\"/>";
    if ((*shares)[i])
      out += "<rect class=\"fill\" width=\"" + percent(std::clamp(*(*shares)[i], 0.0, 1.0)) +
             "\" height=\"100%\"/>";
    out += "</svg><span class=\"value\">" + escaped(series.shown[i]);
    if (data.target && series.values[i]) out += " / " + escaped(data.target->shown[i]);
    out += "</span></li>\n";
  }
  drawing.out += "</ul>\n";
  return true;
}

}  // namespace kvali::html
