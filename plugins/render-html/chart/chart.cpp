#include "chart/chart.hpp"

#include "chart/drawing.hpp"
#include "text/escape.hpp"

namespace kvali::html {
namespace {

// More cannot be told apart; a table says it better.
constexpr size_t most_fills = 5;
constexpr size_t most_lines = 8;
constexpr size_t most_points = 2000;
// Beyond this the axis has no sensible figures.
constexpr double greatest_value = 1e15;
// Upright columns, on a page of full width: their number, and the room for their names.
constexpr size_t most_columns = 36;
constexpr double field_ems = 56;

bool names_fit_below(const ChartData& data) {
  const double slot = field_ems / static_cast<double>(data.categories.size());
  for (const std::string& name : data.categories)
    if (widest_word_in_ems(name) > slot || width_in_ems(name) > 3 * slot) return false;
  return true;
}

bool can_be_drawn(const ChartData& data, std::string_view style) {
  for (const std::string_view known : {"bar", "hbar", "stacked", "grouped", "line", "doughnut", "progress"})
    if (style == known)
      return data.has_values() && data.series.size() <= (style == "line" ? most_lines : most_fills) &&
             data.categories.size() <= most_points && data.greatest() < greatest_value &&
             data.least() > -greatest_value;
  return false;
}

void draw(const Drawing& drawing, std::string_view style) {
  if (style == "line") return append_lines(drawing);
  if (style == "doughnut" && append_ring(drawing)) return;
  if (style == "progress" && append_progress(drawing)) return;
  const bool is_upright = style == "bar" || style == "grouped" || style == "stacked";
  const size_t columns =
      drawing.data.categories.size() * (style == "stacked" ? 1 : drawing.data.series.size());
  if (is_upright && columns <= most_columns && names_fit_below(drawing.data))
    append_columns(drawing, style == "stacked");
  else
    append_bars(drawing, style == "stacked");
}

// The same figures for whoever cannot see the picture, or wants them exactly.
void append_figures(std::string& out, const ChartData& data) {
  const auto head = [&](std::string_view label, bool is_number) {
    out += is_number ? "<th class=\"n\" scope=\"col\">" : "<th scope=\"col\">";
    append_escaped(out, label);
    out += "</th>";
  };
  std::vector<const Series*> all;
  for (const Series& series : data.series) all.push_back(&series);
  if (data.target) all.push_back(&*data.target);
  out += "<div class=\"scroll\" tabindex=\"0\">\n<table>\n<thead>\n<tr>";
  head(data.category_label, false);
  for (const Series* series : all) head(series->label, true);
  out += "</tr>\n</thead>\n<tbody>\n";
  for (size_t i = 0; i < data.categories.size(); ++i) {
    out += "<tr><th scope=\"row\">" + escaped(data.categories[i]) + "</th>";
    for (const Series* series : all) out += "<td class=\"n\">" + escaped(series->shown[i]) + "</td>";
    out += "</tr>\n";
  }
  out += "</tbody>\n</table>\n</div>\n";
}

}  // namespace

void append_chart(Page& page, const kvali_event& event, bool is_caption) {
  std::string& out = page.out.text();
  const ChartData data = read_chart(page, event);
  if (!data.title.empty())
    out += (is_caption ? "<figcaption>" : "<p class=\"figure-title\">") + escaped(data.title) +
           (is_caption ? "</figcaption>\n" : "</p>\n");
  const std::string_view style = event.style && *event.style ? event.style : "bar";
  if (!can_be_drawn(data, style)) return append_figures(out, data);
  const Drawing drawing{out, data, page.right_to_left};
  out += "<div class=\"chart\">\n";
  draw(drawing, style);
  out += "</div>\n<details>\n<summary>";
  append_escaped(out, page.data_word.empty() ? std::string_view("Data") : page.data_word);
  out += "</summary>\n";
  append_figures(out, data);
  out += "</details>\n";
}

}  // namespace kvali::html
