#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kvali::chart {

/// How the numbers of a chart are written.
struct NumberStyle {
  std::string decimal = ".";
  std::string group;
  int decimals = 0;         ///< At most.
  int least_decimals = 0;   ///< Zeros at the end beyond these are left out.
  bool is_percent = false;  ///< Values are shares of one.
  bool groups_thousands = false;
  [[nodiscard]] std::string text(double value) const;
};

/// The document's separators.
struct Separators {
  std::string_view decimal, group;
};
/// How to write these values: as the number format code says, or with the decimals that they have, two at
/// most; grouped all alike.
[[nodiscard]] NumberStyle number_style(std::string_view format, const Separators& separators,
                                       const std::vector<double>& values);

}  // namespace kvali::chart
