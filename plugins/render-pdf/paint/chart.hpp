#pragma once

#include <memory>

#include "content/block.hpp"
#include "layout/page.hpp"

namespace kvali::pdf {

/// A chart that is measured and ready to be drawn.
class Chart {
 public:
  virtual ~Chart() = default;
  [[nodiscard]] virtual double height() const = 0;
  virtual void draw(Page& page, Point top_left) const = 0;
};

/// What a chart is made for.
struct ChartRoom {
  double width = 0;  ///< Points.
  double most_height = 0;
  std::string_view decimal;  ///< The document's decimal and group separators.
  std::string_view group;
};

/// Prepares the chart of a CHART block. Nothing when a picture would not help: no figures, an unknown
/// style, or more categories or series than can be told apart. Then its table is shown.
[[nodiscard]] std::unique_ptr<Chart> make_chart(const Block& block, TextSetter& text, const Theme& theme,
                                                const ChartRoom& room);

}  // namespace kvali::pdf
