#pragma once

#include "chart-figures/number_style.hpp"

namespace kvali::chart {

/// A value axis with round steps.
struct Scale {
  double least = 0;
  double greatest = 1;
  double step = 1;
  int steps = 1;
  [[nodiscard]] double share(double value) const { return (value - least) / (greatest - least); }
};

/// Covers [least, greatest] with three to five steps of 1, 2, 2.5 or 5 times a power of ten; the range
/// holds 0.
[[nodiscard]] Scale make_scale(double least, double greatest);

/// How the axis is labelled: with as many decimals as its steps need, not as the data have.
[[nodiscard]] NumberStyle axis_style(NumberStyle numbers, const Scale& scale);

}  // namespace kvali::chart
