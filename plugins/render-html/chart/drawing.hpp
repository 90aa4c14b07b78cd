#pragma once

#include <string>
#include <string_view>

#include "chart/chart_data.hpp"

namespace kvali::html {

/// What a kind of chart is drawn with. Texts are HTML wherever they can be, so that they break and fit by
/// themselves; shapes are SVG whose lengths across are shares of the room there is.
struct Drawing {
  std::string& out;
  const ChartData& data;
  bool right_to_left = false;
};

/// About how wide a text is, in ems of Noto Sans.
[[nodiscard]] double width_in_ems(std::string_view text);
/// The widest part that no line can break, in ems.
[[nodiscard]] double widest_word_in_ems(std::string_view text);

/// Swatches and names of series and target. `more` are further classes.
void append_key(const Drawing& drawing, std::string_view more = {});
void append_unit(const Drawing& drawing);
/// The opening tag of a picture that speaks for the whole chart, with its title and description (SVG
/// accessibility API mappings 1.0, 6.1: they are its name and description).
void open_picture(const Drawing& drawing, std::string_view attributes);
/// "s1" to "s5"
[[nodiscard]] std::string series_class(size_t series);
/// "July: 12", of a shape, shown where the pointer rests on it.
void append_hint(const Drawing& drawing, const Series& series, size_t category);

void append_columns(const Drawing& drawing, bool stacked);
void append_lines(const Drawing& drawing);
void append_bars(const Drawing& drawing, bool stacked);
/// False, and nothing appended, when the figures are not two parts of a whole.
[[nodiscard]] bool append_ring(const Drawing& drawing);
/// False, and nothing appended, when the figures are neither shares nor have targets.
[[nodiscard]] bool append_progress(const Drawing& drawing);

}  // namespace kvali::html
