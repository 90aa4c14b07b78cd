#include "report_lines.hpp"

#include <algorithm>

#include "kpi_lines.hpp"
#include "line_builder.hpp"
#include "measure.hpp"
#include "text.hpp"

namespace kvali::xlsx {
namespace {

constexpr double pixels_per_row = 20;  // Excel's default row, 15 pt
constexpr size_t most_inline_columns = 5;
// A4 portrait less the margins of Sheet::page(), at the 83 % that fit the grid to its width, less 2 % for
// rows that come out taller elsewhere.
constexpr double page_height_pt = 876;

std::string join(const std::vector<std::string>& parts, const char* between) {
  std::string out;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!out.empty()) out += between;
    out += part;
  }
  return out;
}

// Excel and LibreOffice break a page in the middle of a chart: break before it, and before the headings
// that lead to it.
void break_pages(std::vector<Line>& lines) {
  double used = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    const bool leads = i == 0 || lines[i - 1].keep_with_next;
    double together = 0;
    for (size_t j = i; j < lines.size(); ++j) {
      together += lines[j].height_pt * lines[j].rows;
      if (!lines[j].keep_with_next) break;
    }
    if (lines[i].page_break)
      used = 0;
    else if (!leads && used + together > page_height_pt && together < page_height_pt) {
      lines[i].page_break = true;
      used = 0;
    }
    used += lines[i].height_pt * lines[i].rows;
  }
}

/// Lays out one document.
class Layout {
 public:
  explicit Layout(const LineInput& input)
      : in_(input), content_(input.content), look_(input.look), out_(input.look) {}

  std::vector<Line> run() {
    title_block();
    for (size_t i = 0; i < content_.blocks.size(); ++i) {
      const size_t before = out_.lines.size();
      block(i);
      take_anchors(i, before);
    }
    if (!waiting_.empty()) append(out_.last().anchors, waiting_);
    break_pages(out_.lines);
    return std::move(out_.lines);
  }

 private:
  static void append(std::vector<std::string>& to, std::vector<std::string>& from) {
    to.insert(to.end(), from.begin(), from.end());
    from.clear();
  }

  // The anchors of a block that made no line wait for the next one.
  void take_anchors(size_t i, size_t before) {
    const auto& anchors = content_.blocks[i].anchors;
    waiting_.insert(waiting_.end(), anchors.begin(), anchors.end());
    if (content_.blocks[i].kind == BlockKind::heading) waiting_.push_back(heading_anchor(i));
    if (out_.lines.size() == before) return;
    size_t at = before;
    while (at + 1 < out_.lines.size() && out_.lines[at].cells.empty() && out_.lines[at].chart < 0 &&
           out_.lines[at].image < 0)
      ++at;
    append(out_.lines[at].anchors, waiting_);
    if (!break_) return;
    out_.lines[before].page_break = true;
    break_ = false;
  }

  void title_block() {
    const auto attr = [&](const char* key) { return content_.attribute(key); };
    out_.gap(8);
    const TextBox muted{grid::bullet, grid::end, look_.muted()};
    if (const std::string draft = attr("draft"); !draft.empty()) {
      TextBox box{grid::bullet, grid::end, look_.text()};
      box.style.bold = true;
      box.style.colour = look_.palette.bad;
      out_.plain(draft, box);
    }
    if (const std::string from = attr("organisation"); !from.empty()) out_.plain(from, muted);
    if (!content_.title.empty()) out_.plain(content_.title, {grid::bullet, grid::end, look_.title()});
    const std::string project = join({attr("project"), attr("agreement")}, " · ");
    if (!project.empty()) out_.plain(project, {grid::bullet, grid::end, look_.text()});
    const std::string revision = attr("revision").empty() ? "" : "r" + attr("revision");
    const std::string rest = join({attr("donor"), attr("period"), attr("date_text"), revision}, " · ");
    if (!rest.empty()) out_.plain(rest, muted);
    CellStyle rule = look_.text();
    rule.bottom = {Stroke::medium, look_.palette.accent};
    Line line;
    line.height_pt = 5;
    for (uint16_t c = grid::bullet; c <= grid::end; ++c) line.cells.push_back({c, c, rule});
    out_.lines.push_back(std::move(line));
    out_.gap(8);
  }

  void block(size_t i) {
    const Block& block = content_.blocks[i];
    switch (block.kind) {
      case BlockKind::heading:
        return heading(i);
      case BlockKind::paragraph:
        return paragraph(block, {});
      case BlockKind::item:
        return paragraph(block, block.text);
      case BlockKind::pair:
        return pair(block);
      case BlockKind::callout_title:
        return callout_title(block);
      case BlockKind::caption:
        return caption(block);
      case BlockKind::kpis:
        return add_kpis(content_.kpis[block.index], look_, in_.words, out_);
      case BlockKind::chart:
        return chart(block.index);
      case BlockKind::image:
        return image(block.index);
      case BlockKind::table:
        return table(block.index);
      case BlockKind::contents:
        return contents(block);
      case BlockKind::note:
        return note(block);
      case BlockKind::page_break:
        break_ = true;
        return;
    }
  }

  void heading(size_t i) {
    const Block& block = content_.blocks[i];
    const std::string text = joined(block.runs);
    if (!any_heading_ && block.level <= 1 && one_line(text) == one_line(content_.title)) {
      any_heading_ = true;
      return;  // The title block says it already.
    }
    any_heading_ = true;
    const size_t first = out_.lines.size();
    out_.gap(block.level <= 1 ? 16 : block.level == 2 ? 10 : 6);
    out_.text(block.runs, {grid::bullet, grid::end, look_.heading(block.level)});
    if (block.level <= 1) out_.gap(5);
    keep_from(first);
  }

  TextBox text_box(const Block& block) const {
    TextBox box{grid::bullet, grid::text_end, look_.paragraph(block.style), block.frame};
    if (block.depth > 0) {
      box.first = grid::text;
      box.style.indent = static_cast<uint8_t>(std::min((block.depth - 1) * 2, 12));
    }
    if (block.frame == "quote" && content_.lang.substr(0, 2) == "en") box.style.italic = true;
    return box;
  }

  void paragraph(const Block& block, const std::string& bullet) {
    // Inner lists have no column of their own for the bullet.
    if (block.depth > 1 && !bullet.empty()) {
      std::vector<Run> runs = block.runs;
      runs.insert(runs.begin(), {bullet + "  "});
      return out_.text(runs, text_box(block));
    }
    if (!block.value) return out_.text(block.runs, text_box(block), bullet);
    out_.plain(block.value->shown, text_box(block), block.value->href);
    type_last(out_.last().cells.back(), *block.value);
    if (!bullet.empty()) out_.last().cells.insert(out_.last().cells.begin(), bullet_cell(bullet));
  }

  LineCell bullet_cell(const std::string& bullet) const {
    CellStyle style = look_.text();
    style.align = Align::center;
    return {grid::bullet, grid::bullet, style, bullet};
  }

  static void type_last(LineCell& cell, const Typed& value) {
    const CellValue typed = typed_cell(value);
    cell.parts.clear();
    std::visit([&](const auto& content) { cell.content = content; }, typed.content);
    cell.style.number_format = typed.number_format;
  }

  void pair(const Block& block) {
    TextBox box{grid::value, grid::end, look_.text()};
    const bool signature = block.style == "signature";
    if (signature) out_.gap(8);
    const Border line{Stroke::thin, signature ? look_.palette.ink : look_.palette.rule};
    box.style.bottom = line;
    out_.text(block.value ? std::vector<Run>{{block.value->shown, 0, block.value->href}} : block.runs, box);
    if (block.value) type_last(out_.last().cells.front(), *block.value);
    CellStyle key = look_.muted();
    key.size_pt = 10;
    if (!signature) key.bottom = line;
    Line& row = out_.last();
    const auto lines = wrap(block.text, {10, false}, grid::width(grid::bullet, grid::text) - 1).size();
    row.height_pt = std::max(row.height_pt, row_height_pt(lines, {10, false}) + 2);
    if (signature) row.height_pt = std::max(row.height_pt, 36.0);
    row.cells.insert(row.cells.begin(), {grid::bullet, grid::text, key, block.text});
  }

  void callout_title(const Block& block) {
    const size_t first = out_.lines.size();
    out_.gap(5);
    TextBox box{grid::bullet, grid::text_end, look_.text(), block.frame};
    box.style.bold = true;
    box.style.colour = look_.palette.status(block.frame);
    out_.plain(block.text, box);
    keep_from(first);
  }

  void caption(const Block& block) {
    const size_t first = out_.lines.size();
    out_.gap(8);
    TextBox box{grid::bullet, grid::end, look_.text()};
    box.style.bold = true;
    out_.plain(block.text, box);
    keep_from(first);
  }

  void keep_from(size_t first) {
    for (size_t i = first; i < out_.lines.size(); ++i) out_.lines[i].keep_with_next = true;
  }

  void note(const Block& block) {
    std::vector<Run> runs = block.runs;
    if (!block.text.empty()) runs.insert(runs.begin(), {block.text + "  ", KVALI_BOLD});
    out_.text(runs, {grid::bullet, grid::text_end, look_.muted(), block.frame});
  }

  void chart(size_t index) {
    Line line;
    line.chart = static_cast<int>(index);
    line.rows = static_cast<uint32_t>(chart_height(content_.charts[index]) / pixels_per_row) + 1;
    out_.lines.push_back(std::move(line));
  }

  void image(size_t index) {
    const auto& size = in_.images[index];
    if (!size) {  // What it shows, at least.
      out_.plain(content_.images[index].alt, {grid::bullet, grid::text_end, look_.muted()});
      return;
    }
    Line line;
    line.image = static_cast<int>(index);
    line.rows = static_cast<uint32_t>(size->height / pixels_per_row) + 1;
    out_.lines.push_back(std::move(line));
  }

  void table(size_t index) {
    const Table& table = content_.tables[index];
    if (stands_in_report(table)) return inline_table(table);
    // A card that leads to the table's sheet.
    out_.gap(4);
    TextBox box{grid::bullet, grid::end, look_.link()};
    box.style.bold = true;
    box.style.indent = 1;
    box.style.fill = look_.palette.wash;
    box.style.number_format = with_shape("→", "");
    out_.plain(table.caption.empty() ? table.sheet : table.caption, box, "#" + table_anchor(index));
    out_.last().height_pt += 4;
    out_.last().table_card = static_cast<int>(index);
    for (LineCell& cell : out_.last().cells) cell.style.middle = true;
    out_.gap(4);
  }

  void inline_table(const Table& table) {
    if (!table.caption.empty()) {
      TextBox box{grid::bullet, grid::end, look_.text()};
      box.style.bold = true;
      out_.plain(table.caption, box);
    }
    const TextBox muted{grid::bullet, grid::end, look_.muted()};
    if (table.rows.rows == 0 && !table.empty.empty()) out_.plain(table.empty, muted);
    for (size_t row = 0; row < table.rows.rows; ++row) inline_row(table.rows, row);
    if (!table.legend.empty()) out_.plain(table.legend, muted);
    for (const Block& block : table.notes) note(block);
  }

  // First column: the key; the last one takes what room is left.
  void inline_row(const RowSet& rows, size_t row) {
    Line line;
    for (size_t i = 0; i < rows.columns.size(); ++i) {
      const ColumnSpec& column = rows.columns[i];
      LineCell cell;
      cell.first = i == 0 ? grid::bullet : static_cast<uint16_t>(grid::value + i - 1);
      cell.last = i == 0 ? grid::text : i + 1 == rows.columns.size() ? grid::end : cell.first;
      cell.style = look_.text();
      cell.style.bottom = {Stroke::thin, look_.palette.rule};
      if (i == 0) cell.style.colour = look_.palette.muted;
      std::string shown(rows.companion(column.mark, row));
      if (!rows.of(column).null(row)) {
        const CellValue value = column_cell(column, rows.of(column), row);
        cell.style.number_format = value.number_format;
        std::visit([&](const auto& content) { cell.content = content; }, value.content);
        const auto* text = std::get_if<std::string>(&value.content);
        shown = text ? *text : "";
      } else {
        cell.content = shown;
      }
      cell.href = rows.companion(column.href, row);
      if (!cell.href.empty()) cell.style.colour = look_.palette.accent;
      const auto wrapped = wrap(shown, {10, false}, grid::width(cell.first, cell.last) - 1).size();
      line.height_pt = std::max(line.height_pt, row_height_pt(wrapped, {10, false}) + 2);
      line.cells.push_back(std::move(cell));
    }
    out_.lines.push_back(std::move(line));
  }

  void contents(const Block& block) {
    const int depth = block.level > 0 ? block.level : 3;
    std::string title = block.text.empty() ? content_.attribute("contents") : block.text;
    if (!title.empty()) {
      out_.gap(6);
      out_.plain(title, {grid::bullet, grid::text_end, look_.heading(3)});
    }
    int level = 0;
    for (size_t i = 0; i < content_.blocks.size(); ++i) {
      const Block& entry = content_.blocks[i];
      if (entry.kind == BlockKind::heading) {
        level = entry.level;
        if (level <= depth && i > 0) contents_line(joined(entry.runs), level, "#" + heading_anchor(i));
      } else if (entry.kind == BlockKind::table && !stands_in_report(content_.tables[entry.index])) {
        const Table& table = content_.tables[entry.index];
        contents_line(table.caption.empty() ? table.sheet : table.caption, std::min(level, depth) + 1,
                      "#" + table_anchor(entry.index));
      }
    }
  }

  void contents_line(const std::string& text, int level, const std::string& href) {
    TextBox box{grid::bullet, grid::text_end, look_.link()};
    box.style.indent = static_cast<uint8_t>(std::clamp((level - 1) * 2, 0, 12));
    out_.plain(text, box, href);
    out_.last().height_pt = std::max(15.0, out_.last().height_pt - 1);
  }

  const LineInput& in_;
  const Content& content_;
  const Look& look_;
  LineBuilder out_;
  std::vector<std::string> waiting_;
  bool break_ = false;
  bool any_heading_ = false;
};

}  // namespace

std::string heading_anchor(size_t block) {
  return "\x01heading" + std::to_string(block);
}
std::string table_anchor(size_t table) {
  return "\x01table" + std::to_string(table);
}

bool stands_in_report(const Table& table) {
  constexpr size_t most_inline_rows = 200;
  return table.style == "keyvalue" && table.rows.columns.size() >= 1 &&
         table.rows.columns.size() <= most_inline_columns + 1 && table.rows.rows <= most_inline_rows;
}

double chart_height(const Chart& chart) {
  // Bars that lie need a line of text each.
  const bool lies = chart.style == "hbar" || chart.style == "progress";
  const auto bars = static_cast<double>(chart.rows.rows * (lies ? chart.rows.columns.size() : 1));
  return lies ? std::clamp(90 + bars * 18, 200.0, 640.0) : 270;
}

std::vector<Line> lay_out(const LineInput& input) {
  return Layout(input).run();
}

}  // namespace kvali::xlsx
