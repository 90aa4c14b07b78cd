#pragma once

#include <kvali/plugin.hpp>
#include <optional>
#include <string>
#include <vector>

#include "chart-figures/number_style.hpp"
#include "page/page.hpp"

namespace kvali::html {

struct Series {
  std::string label;
  std::vector<std::optional<double>> values;  ///< By category.
  std::vector<std::string> shown;             ///< The values as texts; a mark or nothing where there is none.
};

/// The figures of a CHART.
struct ChartData {
  std::string title, alt, unit;
  std::string category_label;
  std::vector<std::string> categories;
  std::vector<Series> series;
  std::optional<Series> target;
  chart::NumberStyle numbers;

  [[nodiscard]] double least() const;     ///< Of all values and 0.
  [[nodiscard]] double greatest() const;  ///< Of all values and 0.
  [[nodiscard]] bool has_values() const;
};

/// Sums of what lies above and below zero, where the series of a category are stacked.
struct Stack {
  double up = 0;
  double down = 0;
  /// Puts a value on; returns where it begins.
  double put(double value) {
    double& base = value > 0 ? up : down;
    base += value;
    return base - value;
  }
};
/// The farthest that stacked series and the target reach: both ends and 0.
[[nodiscard]] Stack stacked_range(const ChartData& data);

[[nodiscard]] ChartData read_chart(const Page& page, const kvali_event& event);

}  // namespace kvali::html
