#include "line_builder.hpp"

#include <algorithm>

#include "measure.hpp"

namespace kvali::xlsx {
namespace {

// Excel's tallest row is 409 pt; this many lines of body text stay below it.
constexpr size_t most_lines = 24;

Type type_of(const CellStyle& style) {
  return {style.size_pt, style.bold};
}

// Position in `text` where its first `count` lines end, the blank or line feed there included.
size_t end_of_lines(const std::string& text, const std::vector<std::string>& lines, size_t count) {
  size_t at = 0;
  for (size_t i = 0; i < count; ++i) {
    at += lines[i].size();
    if (at < text.size() && (text[at] == ' ' || text[at] == '\n')) ++at;
  }
  return at;
}

// Moves the first `bytes` of the runs' text out of them.
std::vector<Run> take_front(std::vector<Run>& runs, size_t bytes) {
  std::vector<Run> front;
  while (!runs.empty() && bytes > 0) {
    Run& run = runs.front();
    if (run.text.size() <= bytes) {
      bytes -= run.text.size();
      front.push_back(std::move(run));
      runs.erase(runs.begin());
      continue;
    }
    Run part = run;
    part.text.resize(bytes);
    run.text.erase(0, bytes);
    bytes = 0;
    front.push_back(std::move(part));
  }
  return front;
}

}  // namespace

double grid::width(uint16_t first, uint16_t last) {
  double sum = 0;
  for (uint16_t i = first; i <= last && i < widths.size(); ++i) sum += widths[i];
  return sum;
}

std::string joined(const std::vector<Run>& runs) {
  std::string text;
  for (const Run& run : runs) text += run.text;
  return text;
}

void LineBuilder::gap(double height_pt) {
  Line line;
  line.height_pt = height_pt;
  lines.push_back(std::move(line));
}

void LineBuilder::plain(const std::string& text, const TextBox& box, const std::string& href) {
  this->text({{text, 0, href}}, box);
}

void LineBuilder::text(const std::vector<Run>& runs, const TextBox& box, const std::string& bullet) {
  std::vector<Run> left = runs;
  for (bool first = true; first || !left.empty(); first = false) {
    const std::string whole = joined(left);
    // Excel indents by 9 pixels, 1.3 of a column unit.
    const double width = grid::width(box.first, box.last) - 1.3 * box.style.indent - 1;
    const auto wrapped = wrap(whole, type_of(box.style), width);
    const size_t count = std::min(wrapped.size(), most_lines);
    const size_t bytes = count == wrapped.size() ? whole.size() : end_of_lines(whole, wrapped, count);
    std::vector<Run> front = take_front(left, std::max<size_t>(bytes, 1));
    chunk(front, box, count);
    if (first && !bullet.empty()) {
      CellStyle style = look_->framed(look_->text(), box.frame, true);
      style.align = Align::center;
      style.indent = 0;
      style.wrap = false;
      lines.back().cells.insert(lines.back().cells.begin(), {grid::bullet, grid::bullet, style, bullet});
    } else if (!box.frame.empty() && box.first > grid::bullet) {
      const CellStyle style = look_->framed(look_->text(), box.frame, true);
      lines.back().cells.insert(lines.back().cells.begin(), {grid::bullet, grid::bullet, style});
    }
  }
}

void LineBuilder::chunk(const std::vector<Run>& runs, const TextBox& box, size_t line_count) {
  Line line;
  line.height_pt = row_height_pt(line_count, type_of(box.style)) + 2;
  LineCell cell{box.first, box.last, look_->framed(box.style, box.frame, box.first <= grid::bullet)};
  bool one_look = true;
  for (const Run& run : runs) {
    cell.parts.push_back({run.text, look_->run(box.style, run)});
    one_look = one_look && cell.parts.back().style.key() == cell.parts.front().style.key();
  }
  if (one_look) {
    if (!cell.parts.empty()) {
      const CellStyle& look = cell.parts.front().style;
      cell.style.bold = look.bold;
      cell.style.italic = look.italic;
      cell.style.underline = look.underline;
      cell.style.code = look.code;
      cell.style.colour = look.colour;
    }
    cell.parts.clear();
    cell.content = joined(runs);
  }
  add_links(runs, line, cell);
  line.cells.insert(line.cells.begin(), std::move(cell));
  lines.push_back(std::move(line));
}

// A cell holds one link, and LibreOffice does not wrap a linked text: only a line that is a link from end
// to end becomes one. Other links stand beside the text, to its right.
void LineBuilder::add_links(const std::vector<Run>& runs, Line& line, LineCell& cell) {
  std::vector<const Run*> links;
  for (const Run& run : runs) {
    const auto same = [&](const Run* other) { return other->href == run.href; };
    if (run.href.empty() || run.note_mark || std::any_of(links.begin(), links.end(), same)) continue;
    links.push_back(&run);
  }
  if (links.empty()) return;
  const bool whole =
      links.size() == 1 && std::all_of(runs.begin(), runs.end(), [&](const Run& run) {
        return run.href == links.front()->href || run.text.find_first_not_of(" \n") == std::string::npos;
      });
  if (whole) {
    cell.href = links.front()->href;
    return;
  }
  uint16_t column = static_cast<uint16_t>(cell.last + 1);
  for (const Run* link : links) {
    CellStyle style = look_->link();
    style.size_pt = 9;
    style.wrap = false;
    line.cells.push_back({column, column, style, "→ " + link->text, {}, link->href});
    if (++column > 60) break;  // More links than that are a register, not a text.
  }
}

}  // namespace kvali::xlsx
