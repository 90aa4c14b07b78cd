#include "ragged.hpp"

#include <algorithm>
#include <cstdint>

namespace kvali::csv {

namespace {

constexpr size_t named_lines = 5;

std::string rows(size_t count) {
  return count == 1 ? "1 row has" : std::to_string(count) + " rows have";
}

/// A cell's beginning in quotation marks, cut between characters.
std::string excerpt(std::string_view cell) {
  constexpr size_t longest_bytes = 60;
  std::string out(cell.substr(0, longest_bytes));
  if (cell.size() > longest_bytes) {
    size_t cut = longest_bytes;
    while (cut > 0 && (static_cast<uint8_t>(cell[cut]) & 0xC0) == 0x80) --cut;
    out.resize(cut);
    out += "...";
  }
  std::replace(out.begin(), out.end(), '\n', ' ');
  return "\"" + out + "\"";
}

std::string place(const std::string& path, size_t line) {
  return path + ":" + std::to_string(line);
}

}  // namespace

void RaggedRows::Lines::add(size_t line) {
  ++count;
  if (first.size() < named_lines) first.push_back(line);
}

std::string RaggedRows::Lines::text() const {
  std::string out = first.size() == 1 ? "line " : "lines ";
  for (size_t i = 0; i < first.size(); ++i) out += (i == 0 ? "" : ", ") + std::to_string(first[i]);
  if (count > first.size()) out += " and " + std::to_string(count - first.size()) + " more";
  return out;
}

void RaggedRows::note_surplus(const Record& record) {
  std::string scratch;
  std::string all;
  for (size_t i = columns_; i < record.cells.size() && all.size() < 200; ++i) {
    const std::string_view text = cell_text(record.cells[i], scratch);
    if (!text.empty()) all += (all.empty() ? "" : ", ") + excerpt(text);
  }
  if (all.empty() && record.beyond.size > 0) {
    const std::string_view text = cell_text(record.beyond, scratch);
    if (!text.empty()) all = excerpt(text);
  }
  if (all.empty()) return;
  long_.add(record.line);
  if (surplus_.size() < named_lines) surplus_.push_back("line " + std::to_string(record.line) + ": " + all);
}

void RaggedRows::look_at(const Record& record) {
  if (record.stray_quote) stray_.add(record.line);
  if (record.width < columns_) short_.add(record.line);
  if (record.width > columns_) note_surplus(record);
}

void RaggedRows::report(const Component& reporter, const std::string& path) const {
  if (short_.count > 0)
    reporter.warn(
        rows(short_.count) + " fewer cells than the heading has columns (" + short_.text() +
            "); the missing cells were taken as empty\nhint: see whether a delimiter is missing there",
        place(path, short_.first.front()));
  if (long_.count > 0) {
    std::string lost;
    for (const std::string& cells : surplus_) lost += "\n  " + cells;
    reporter.warn(rows(long_.count) + " more cells than the heading has columns (" + long_.text() +
                      "); left out were" + lost +
                      "\nhint: put a cell that contains the delimiter in quotation marks; if the headings "
                      "stand in a later "
                      "row, set header",
                  place(path, long_.first.front()));
  }
  if (stray_.count > 0)
    reporter.warn(rows(stray_.count) + " text behind a closing quotation mark (" + stray_.text() +
                      "); it was kept as it stands\nhint: double a quotation mark that belongs to the text",
                  place(path, stray_.first.front()));
}

}  // namespace kvali::csv
