#pragma once

#include <optional>
#include <string>
#include <vector>

#include "chart-figures/number_style.hpp"
#include "paint/chart.hpp"
#include "paint/sketch.hpp"

namespace kvali::pdf {

using chart::NumberStyle;

struct Series {
  std::string label;
  std::vector<std::optional<double>> values;  ///< By category.
  std::vector<std::string> shown;             ///< The values as texts; a mark where there is none.
};

/// A chart's figures, read from its table.
struct ChartData {
  std::vector<std::string> categories;
  std::vector<Series> series;
  std::optional<Series> target;
  std::string unit;
  NumberStyle numbers;

  [[nodiscard]] double least() const;     ///< Of all values and 0.
  [[nodiscard]] double greatest() const;  ///< Of all values and 0.
};

[[nodiscard]] std::optional<ChartData> read_chart(const Block& block, const ChartRoom& room);

/// What all kinds of charts are drawn with.
struct ChartTools {
  const ChartData& data;
  TextSetter& text;
  const Theme& theme;
  double width;
  double most_height;

  [[nodiscard]] TextRole label_role() const;  ///< Categories and series.
  [[nodiscard]] TextRole value_role() const;  ///< Figures at the data.
  [[nodiscard]] Color series_color(size_t index) const { return theme.series[index % 5]; }
};

[[nodiscard]] std::unique_ptr<Sketch> draw_columns(const ChartTools& tools, bool stacked);
[[nodiscard]] std::unique_ptr<Sketch> draw_lines(const ChartTools& tools);
[[nodiscard]] std::unique_ptr<Sketch> draw_bars(const ChartTools& tools, bool stacked);
/// Nothing when the figures are not parts of a whole.
[[nodiscard]] std::unique_ptr<Sketch> draw_doughnut(const ChartTools& tools);
/// Nothing when the figures are neither shares nor have targets.
[[nodiscard]] std::unique_ptr<Sketch> draw_progress_rows(const ChartTools& tools);

}  // namespace kvali::pdf
