#include "paint/chart.hpp"

#include "paint/chart_plot.hpp"

namespace kvali::pdf {
namespace {

// More cannot be told apart; a table says it better.
constexpr size_t most_fills = 5;
constexpr size_t most_lines = 8;
constexpr size_t most_columns = 36;
constexpr size_t most_points = 2000;

std::unique_ptr<Sketch> draw_upright(const ChartTools& tools, bool stacked) {
  const bool fits = tools.data.categories.size() <= most_columns && names_fit_below(tools);
  return fits ? draw_columns(tools, stacked) : draw_bars(tools, stacked);
}

std::unique_ptr<Sketch> draw_style(std::string_view style, const ChartTools& tools) {
  if (tools.data.series.size() > (style == "line" ? most_lines : most_fills)) return nullptr;
  if (style == "line") return tools.data.categories.size() <= most_points ? draw_lines(tools) : nullptr;
  if (style == "bar" || style == "grouped") return draw_upright(tools, false);
  if (style == "stacked") return draw_upright(tools, true);
  std::unique_ptr<Sketch> sketch;
  if (style == "doughnut") sketch = draw_doughnut(tools);
  if (style == "progress") sketch = draw_progress_rows(tools);
  const bool as_bars = style == "hbar" || style == "doughnut" || style == "progress";
  return sketch || !as_bars ? std::move(sketch) : draw_bars(tools, false);
}

}  // namespace

std::unique_ptr<Chart> make_chart(const Block& block, TextSetter& text, const Theme& theme,
                                  const ChartRoom& room) {
  const auto data = read_chart(block, room);
  if (!data || data->categories.size() > most_points) return nullptr;
  const ChartTools tools{*data, text, theme, room.width, room.most_height};
  std::unique_ptr<Sketch> sketch =
      draw_style(block.style.empty() ? std::string_view("bar") : std::string_view(block.style), tools);
  if (!sketch || sketch->height() > room.most_height) return nullptr;
  return sketch;
}

}  // namespace kvali::pdf
