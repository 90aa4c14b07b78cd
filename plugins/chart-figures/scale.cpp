#include "chart-figures/scale.hpp"

#include <algorithm>
#include <cmath>

namespace kvali::chart {

Scale make_scale(double least, double greatest) {
  least = std::min(least, 0.0);
  greatest = std::max(greatest, 0.0);
  if (greatest - least <= 0) greatest = 1;
  const double rough = (greatest - least) / 4;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  double step = 10 * power;
  for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
    if (factor * power * 4 < (greatest - least) * (1 - 1e-9)) continue;
    step = factor * power;
    break;
  }
  Scale scale;
  scale.step = step;
  scale.least = std::floor(least / step + 1e-9) * step;
  scale.greatest = std::ceil(greatest / step - 1e-9) * step;
  scale.steps = static_cast<int>(std::lround((scale.greatest - scale.least) / step));
  return scale;
}

NumberStyle axis_style(NumberStyle numbers, const Scale& scale) {
  const double step = numbers.is_percent ? scale.step * 100 : scale.step;
  const auto is_whole = [](double value) { return std::abs(value - std::round(value)) <= 1e-6; };
  numbers.decimals = numbers.least_decimals = 0;
  while (numbers.decimals < 6 && !is_whole(step * std::pow(10, numbers.decimals)))
    numbers.least_decimals = ++numbers.decimals;
  return numbers;
}

}  // namespace kvali::chart
