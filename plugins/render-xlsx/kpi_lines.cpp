#include "kpi_lines.hpp"

#include <algorithm>

#include "measure.hpp"

namespace kvali::xlsx {
namespace {

constexpr uint16_t value_column = grid::value;
constexpr uint16_t target_column = grid::value + 1;
constexpr uint16_t share_column = grid::value + 2;
constexpr uint16_t change_column = grid::value + 3;
constexpr uint16_t status_column = grid::value + 4;

using Content = decltype(LineCell::content);

Content number_or_text(const std::optional<double>& number, const std::string& shown) {
  if (number) return *number;
  return shown;
}

// True where the tile's numbers have room for their unit: Excel shows "###" for what is too wide.
bool has_room_for_unit(const Kpi& kpi, const std::string& format) {
  const auto fits = [&](const std::optional<double>& number, Type type) {
    return !number || number_width(*number, format, type) + 1.5 <= grid::widths[value_column];
  };
  return fits(kpi.number, {13, true}) && fits(kpi.target_number, {10, false});
}

LineCell header_cell(uint16_t first, uint16_t last, const Look& look, const char* word, bool right) {
  CellStyle style = look.header();
  style.size_pt = 9;
  style.align = right ? Align::right : Align::left;
  if (first == change_column) style.indent = 1;
  return {first, last, style, std::string(word)};
}

Line header(const std::vector<Kpi>& tiles, const Look& look, const Words& words) {
  const auto any = [&](auto has) { return std::any_of(tiles.begin(), tiles.end(), has); };
  const bool targets = any([](const Kpi& k) { return k.target_number || !k.target.empty(); });
  const bool shares = any([](const Kpi& k) { return k.share.has_value(); });
  const bool changes = any([](const Kpi& k) { return !k.change.empty(); });
  const bool states = any([](const Kpi& k) { return !k.status_text.empty(); });
  Line line;
  line.height_pt = 18;
  line.cells = {header_cell(grid::bullet, grid::text, look, words.indicator, false),
                header_cell(value_column, value_column, look, words.value, true),
                header_cell(target_column, target_column, look, targets ? words.target : "", true),
                header_cell(share_column, share_column, look, shares ? words.share : "", true),
                header_cell(change_column, change_column, look, changes ? words.change : "", false),
                header_cell(status_column, status_column, look, states ? words.status : "", false)};
  return line;
}

Line tile(const Kpi& kpi, const Look& look) {
  CellStyle base = look.text();
  base.middle = true;
  base.bottom = {Stroke::thin, look.palette.rule};
  const std::string plain = number_format(kpi.format).value_or("");
  const std::string full = with_unit(plain, kpi.unit);
  const bool room = has_room_for_unit(kpi, full);
  const std::string& format = room ? full : plain;

  LineCell value{value_column, value_column, base, number_or_text(kpi.number, kpi.value)};
  value.style.size_pt = 13;
  value.style.bold = true;
  value.style.align = Align::right;
  value.style.number_format = format;
  value.href = kpi.href;
  LineCell target{target_column, target_column, base, number_or_text(kpi.target_number, kpi.target)};
  target.style.align = Align::right;
  target.style.colour = look.palette.muted;
  target.style.number_format = format;
  // A unit that found no room beside the number stands behind the label.
  std::string label_text = kpi.label;
  if (kpi.number && !room) label_text += " (" + kpi.unit + ")";
  LineCell label{grid::bullet, grid::text, base, label_text};
  LineCell share{share_column, share_column, base, {}};
  if (kpi.share) share.content = *kpi.share;
  share.style.align = Align::right;
  share.style.number_format = "0%";
  LineCell change{change_column, change_column, base, kpi.change};
  change.style.colour = look.palette.muted;
  change.style.indent = 1;
  change.style.number_format = with_shape(shape_of(kpi.trend), "");
  LineCell status{status_column, status_column, base, kpi.status_text};
  status.style.bold = true;
  status.style.colour = kpi.status.empty() ? look.palette.ink : look.palette.status(kpi.status);
  status.style.number_format = with_shape(shape_of(kpi.status), "");

  Line line;
  const auto lines = [](const std::string& text, uint16_t first, uint16_t last) {
    return wrap(text, {10, false}, grid::width(first, last) - 2).size();
  };
  const size_t tallest =
      std::max({lines(label_text, grid::bullet, grid::text), lines(kpi.change, change_column, change_column),
                lines(kpi.status_text, status_column, status_column)});
  line.height_pt = std::max(26.0, row_height_pt(tallest, {10, false}) + 4);
  line.cells = {label, value, target, share, change, status};
  return line;
}

}  // namespace

void add_kpis(const std::vector<Kpi>& tiles, const Look& look, const Words& words, LineBuilder& out) {
  if (tiles.empty()) return;
  out.gap(6);
  out.lines.push_back(header(tiles, look, words));
  bool shares = false;
  for (const Kpi& kpi : tiles) {
    out.lines.push_back(tile(kpi, look));
    shares = shares || kpi.share.has_value();
  }
  if (shares) {
    out.last().data_bars = static_cast<uint32_t>(tiles.size());
    out.last().data_bar_column = share_column;
  }
  out.gap(6);
}

}  // namespace kvali::xlsx
