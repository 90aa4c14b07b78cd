#include "chart/drawing.hpp"
#include "text/escape.hpp"
#include "text/number.hpp"

namespace kvali::html {

bool append_ring(const Drawing& drawing) {
  const ChartData& data = drawing.data;
  const Series& series = data.series.front();
  // Angles of more than two parts cannot be compared by eye.
  if (series.values.size() != 2 || data.series.size() != 1) return false;
  if (!series.values[0] || !series.values[1] || *series.values[0] < 0 || *series.values[1] < 0) return false;
  const double sum = *series.values[0] + *series.values[1];
  if (!(sum > 0)) return false;
  const double share = *series.values[0] / sum;
  chart::NumberStyle numbers = data.numbers;
  numbers.is_percent = true;
  numbers.decimals = numbers.least_decimals = 0;
  std::string& out = drawing.out;
  out += "<div class=\"ring\">\n";
  open_picture(drawing, " viewBox=\"0 0 100 100\"");
  constexpr double around = 2 * 3.14159265358979323846 * 42;
  // The dash is the share; it begins at the top.
  out +=
      "<circle class=\"track\" cx=\"50\" cy=\"50\" r=\"42\"/><circle class=\"fill\" cx=\"50\" cy=\"50\" "
      "r=\"42\" "
      "stroke-dasharray=\"" +
      plain_number(around * share) + " " + plain_number(around) +
      "\" transform=\"rotate(-90 50 50)\"/><text x=\"50\" y=\"57\">" + escaped(numbers.text(share)) +
      "</text></svg>\n<ul class=\"key\" aria-hidden=\"true\">";
  for (size_t i = 0; i < 2; ++i)
    out += std::string("<li><svg viewBox=\"0 0 10 10\"><rect class=\"") + (i == 0 ? "s1" : "track") +
           "\" width=\"10\" height=\"10\"/></svg>" + escaped(data.categories[i]) + " " +
           escaped(series.shown[i]) + "</li>";
  out += "</ul>\n</div>\n";
  return true;
}

}  // namespace kvali::html
