#include <algorithm>
#include <optional>
#include <utility>

#include "layout/table_columns.hpp"
#include "layout/table_head.hpp"
#include "layout/table_rows.hpp"

namespace kvali::pdf {
namespace {

// A row stays with the next one at either end of the table, below a group's heading and above a total.
bool stays_with_next(const std::vector<TableRow>& rows, size_t i) {
  if (i + 1 >= rows.size()) return false;
  const RowKind next = rows[i + 1].kind;
  return i == 0 || i + 2 == rows.size() || rows[i].kind == RowKind::group || next == RowKind::subtotal ||
         next == RowKind::total;
}

// The strip's painter, which also notes where links to the row lead, whose ids are parted by spaces. The
// first band counts.
std::function<void(Page&, Point)> anchored(std::string ids, std::function<void(Page&, Point)> paint,
                                           LayoutContext& context) {
  return [ids = std::move(ids), paint = std::move(paint), pages = &context.pages](Page& page, Point at) {
    for (size_t begin = 0; begin < ids.size();) {
      const size_t end = std::min(ids.find(' ', begin), ids.size());
      pages->anchors.emplace(ids.substr(begin, end - begin), Destination{page.index, at.y});
      begin = end + 1;
    }
    if (paint) paint(page, at);
  };
}

// Room between two halves of a table whose rows stand beside each other.
constexpr double middle_gap = 18;

double half_of(double width) {
  return (width - middle_gap) / 2;
}

// The heading of a group of pairs, across both halves.
void add_pair_heading(RowSetter& setter, const TableRow& row, bool is_first, LayoutContext& context,
                      StripSink& sink) {
  std::vector<Strip> strips = row_strips(setter.set_group(row), context);
  if (!is_first) strips.front().space_before = grid_pt;
  for (Strip& strip : strips) {
    strip.keep_with_next = true;
    sink.add(std::move(strip));
  }
}

// Rows in small print, two beside each other: a list of many short entries takes half the pages.
void add_pairs(const Block& table, const Band& band, bool has_foot, LayoutContext& context, StripSink& sink) {
  const std::vector<TableRow>& rows = table.table->rows();
  const double width = half_of(sink.width());
  RowSetter setter(table, band, context, width), whole(table, band, context, sink.width());
  const auto is_heading = [&](size_t i) { return rows[i].kind == RowKind::group; };
  size_t taken = 0;
  for (size_t i = 0; i < rows.size(); i += taken) {
    context.tick();
    taken = 1;
    if (is_heading(i)) {
      add_pair_heading(whole, rows[i], i == 0, context, sink);
      continue;
    }
    std::vector<std::shared_ptr<SetRow>> pair{std::make_shared<SetRow>(*setter.set(rows[i]))};
    if (i + 1 < rows.size() && !is_heading(i + 1)) {
      pair.push_back(std::make_shared<SetRow>(*setter.set(rows[i + 1])));
      taken = 2;
    }
    const bool is_last = i + taken >= rows.size();
    const size_t lines = std::max(pair.front()->lines, pair.back()->lines);
    std::vector<std::vector<Strip>> halves;
    for (size_t k = 0; k < pair.size(); ++k) {
      pair[k]->lines = lines;
      halves.push_back(row_strips(pair[k], context));
      if (const std::string_view anchor = table.table->anchor(rows[i + k]); !anchor.empty())
        halves[k].front().paint = anchored(std::string(anchor), std::move(halves[k].front().paint), context);
    }
    for (size_t part = 0; part < halves.front().size(); ++part) {
      Strip strip = halves.front()[part];
      if (halves.size() == 2)
        strip.paint = [left = strip.paint, right = halves.back()[part].paint, shift = width + middle_gap](
                          Page& page, Point at) {
          left(page, at);
          right(page, {at.x + shift, at.y});
        };
      const bool is_end = is_last && part + 1 == halves.front().size();
      strip.keep_with_next = is_end ? has_foot : i == 0 && part == 0;
      strip.ends_running = is_end && !has_foot;
      sink.add(std::move(strip));
    }
  }
}

// A list is set in pairs if it is one of short entries without totals, and its columns fit in half the page.
std::optional<Band> paired_band(const Block& table, LayoutContext& context, double width) {
  constexpr size_t fewest_rows = 4;
  const std::vector<TableRow>& rows = table.table->rows();
  const bool is_list = table.style == "compact" && rows.size() >= fewest_rows &&
                       table.table->column_groups().empty() &&
                       std::all_of(rows.begin(), rows.end(), [](const TableRow& row) {
                         return row.kind == RowKind::body || row.kind == RowKind::group;
                       });
  if (!is_list) return std::nullopt;
  std::vector<Band> bands = plan_columns(table, context, half_of(width));
  return bands.size() == 1 ? std::optional(std::move(bands.front())) : std::nullopt;
}

double height_of(const std::vector<Strip>& strips) {
  double sum = 0;
  for (const Strip& strip : strips) sum += strip.height;
  return sum;
}

std::vector<Strip> legend_strips(std::string_view legend, LayoutContext& context, double width) {
  if (legend.empty()) return {};
  std::vector<Strip> strips = text_strips(legend, context.theme.caption, {.space_before = 0}, context, width);
  strips.insert(strips.begin(), Strip{row_padding, 0, true, {}, {}, {}, false});
  return strips;
}

// What stands on each page must leave room for rows; taller parts stand once.
double most_repeated(const LayoutContext& context) {
  constexpr double share = 0.3;
  return share * context.flow.page_height();
}

// The legend behind the last row; where it is repeated, the room on that page was kept free for all of it.
void add_legend(std::vector<Strip> legend, bool is_repeated, StripSink& sink) {
  for (size_t i = 0; i < legend.size(); ++i) {
    legend[i].keep_with_next = is_repeated && i + 1 < legend.size();
    legend[i].ends_running = is_repeated && i == 0;
    sink.add(std::move(legend[i]));
  }
}

void add_paired_table(const Block& table, const Band& band, LayoutContext& context, StripSink& sink) {
  const Element outer = context.element;
  const Within element(context, Role::table);
  const double width = half_of(sink.width());
  std::vector<Strip> caption = caption_strips(table, context, sink.width());
  std::vector<Strip> head = head_strips(table, band, context, width);
  for (Strip& strip : head)
    strip.paint = [once = strip.paint, shift = width + middle_gap](Page& page, Point at) {
      const bool was_repeating = page.canvas.is_repeating();
      once(page, at);
      page.canvas.set_repeating(true);
      once(page, {at.x + shift, at.y});
      page.canvas.set_repeating(was_repeating);
    };
  auto running = std::make_shared<RunningParts>();
  running->head = continued_head(table, head, context, sink.width());
  // The legend explains the table: it stands behind it in the structure tree.
  const Element inner = std::exchange(context.element, outer);
  std::vector<Strip> legend = legend_strips(table.attribute("legend"), context, sink.width());
  context.element = inner;
  const bool repeats_legend = !legend.empty() && height_of(legend) <= most_repeated(context);
  if (repeats_legend) running->foot = legend;
  head.front().space_before = caption.empty() ? 3 * grid_pt : grid_pt;
  head.back().begins = std::move(running);
  for (Strip& strip : caption) sink.add(std::move(strip));
  for (Strip& strip : head) sink.add(std::move(strip));
  add_pairs(table, band, repeats_legend, context, sink);
  add_legend(std::move(legend), repeats_legend, sink);
}

void add_rows(const Block& table, const Band& band, bool has_foot, LayoutContext& context, StripSink& sink) {
  const std::vector<TableRow>& rows = table.table->rows();
  RowSetter setter(table, band, context, sink.width());
  for (size_t i = 0; i < rows.size(); ++i) {
    constexpr size_t rows_a_tick = 256;
    if (i % rows_a_tick == 0) context.tick();
    const bool is_group = rows[i].kind == RowKind::group;
    std::vector<Strip> strips =
        row_strips(is_group ? setter.set_group(rows[i]) : setter.set(rows[i]), context);
    if (is_group && i > 0) strips.front().space_before = grid_pt;
    if (const std::string_view anchor = table.table->anchor(rows[i]); !anchor.empty())
      strips.front().paint = anchored(std::string(anchor), std::move(strips.front().paint), context);
    const bool is_last = i + 1 == rows.size();
    if (strips.size() == 1) strips.back().keep_with_next = is_last ? has_foot : stays_with_next(rows, i);
    if (is_last && !has_foot) strips.back().ends_running = true;
    for (Strip& strip : strips) sink.add(std::move(strip));
  }
}

void add_empty_sentence(const Block& table, LayoutContext& context, StripSink& sink) {
  TextRole role = context.theme.table;
  role.color = context.theme.muted;
  const std::string_view sentence = table.attribute("empty");
  for (Strip& strip :
       text_strips(sentence.empty() ? " " : sentence, role, {.space_before = 0}, context, sink.width()))
    sink.add(std::move(strip));
}

void add_band(const Block& table, const Band& band, bool is_first_band, LayoutContext& context,
              StripSink& sink) {
  const double most_height = most_repeated(context);
  const double width = sink.width();
  // The legend explains the table: it stands behind it in the structure tree.
  const Element outer = context.element;
  const Within within(context, Role::table);
  const Element inner = within.element();
  std::vector<Strip> caption = is_first_band ? caption_strips(table, context, width) : std::vector<Strip>();
  std::vector<Strip> head = head_strips(table, band, context, width);
  context.element = outer;
  std::vector<Strip> legend = legend_strips(table.attribute("legend"), context, width);
  context.element = inner;
  auto running = std::make_shared<RunningParts>();
  if (height_of(head) <= most_height) running->head = continued_head(table, head, context, width);
  const bool repeats_legend = !legend.empty() && height_of(legend) <= most_height;
  if (repeats_legend) running->foot = legend;
  if (head.empty()) head.push_back(Strip{0, 0, true, {}, {}, {}, false});
  head.front().space_before = caption.empty() ? 3 * grid_pt : grid_pt;
  const bool is_empty = table.table->rows().empty();
  if (!is_empty) head.back().begins = std::move(running);
  for (Strip& strip : caption) sink.add(std::move(strip));
  for (Strip& strip : head) sink.add(std::move(strip));
  if (is_empty) {
    context.element = outer;
    return add_empty_sentence(table, context, sink);
  }
  add_rows(table, band, repeats_legend, context, sink);
  add_legend(std::move(legend), repeats_legend, sink);
}

}  // namespace

void lay_out_table(const Block& block, LayoutContext& context, StripSink& sink) {
  if (!block.table || block.table->columns().empty()) return lay_out_children(block, context, sink);
  if (const std::optional<Band> band = paired_band(block, context, sink.width())) {
    add_paired_table(block, *band, context, sink);
    return lay_out_children(block, context, sink);
  }
  bool is_first = true;
  for (const Band& band : plan_columns(block, context, sink.width())) {
    add_band(block, band, is_first, context, sink);
    is_first = false;
  }
  lay_out_children(block, context, sink);
}

}  // namespace kvali::pdf
