#include "heading.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "text.hpp"

namespace kvali::xlsx {

namespace {

/// The heading cells of a table as a reader sees them: row by row, column by column.
class HeadingGrid {
 public:
  HeadingGrid(const SheetView& sheet, const Layout& layout) : sheet_(sheet), layout_(layout) {
    keep_merges();
    for (const uint32_t row : layout.header_rows) {
      std::vector<std::string>& line = lines_.emplace_back();
      for (const uint32_t column : layout.columns) line.push_back(merged_text(row, column));
    }
    for (size_t i = 0; i + 1 < lines_.size(); ++i) spread(i);
  }

  [[nodiscard]] std::string joined(size_t column) const {
    std::string out;
    std::string last;
    for (const auto& line : lines_) {
      // A heading merged over several rows is one heading.
      if (line[column].empty() || line[column] == last) continue;
      last = line[column];
      out += (out.empty() ? "" : " / ") + last;
    }
    return out;
  }

 private:
  /// Those of the heading: a sheet may have thousands of others.
  void keep_merges() {
    if (layout_.header_rows.empty()) return;
    for (const Box& box : sheet_.content.merges) {
      const bool apart =
          box.last_row < layout_.header_rows.front() || box.first_row > layout_.header_rows.back();
      if (!apart && merges_.size() < most_columns) merges_.push_back(box);
    }
  }

  [[nodiscard]] const Box* merge_at(uint32_t row, uint32_t column) const {
    for (const Box& box : merges_)
      if (box.has(row, column)) return &box;
    return nullptr;
  }

  [[nodiscard]] std::string merged_text(uint32_t row, uint32_t column) const {
    const Box* merge = merge_at(row, column);
    return merge == nullptr ? sheet_.text(row, column) : sheet_.text(merge->first_row, merge->first_column);
  }

  [[nodiscard]] bool filled_below(size_t line, size_t column) const {
    return std::any_of(lines_.begin() + static_cast<std::ptrdiff_t>(line) + 1, lines_.end(),
                       [column](const auto& below) { return !below[column].empty(); });
  }

  /// An upper heading that was not merged holds for the empty cells to its right, as far as there are
  /// headings below them; one with nothing below it is no group.
  void spread(size_t i) {
    std::string group;
    for (size_t c = 0; c < lines_[i].size(); ++c) {
      std::string& text = lines_[i][c];
      const bool merged = merge_at(layout_.header_rows[i], layout_.columns[c]) != nullptr;
      if (!text.empty())
        group = !merged && filled_below(i, c) ? text : "";
      else if (!merged && filled_below(i, c))
        text = group;
      else
        group.clear();
    }
  }

  const SheetView& sheet_;
  const Layout& layout_;
  std::vector<Box> merges_;
  std::vector<std::vector<std::string>> lines_;
};

/// Numbers repeated names; a name that is written out keeps it, wherever it stands.
void make_unique_names(Headings& headings) {
  std::unordered_set<std::string> taken;
  for (const Heading& column : headings.columns) taken.insert(column.name);
  std::unordered_map<std::string, size_t> seen;
  std::unordered_map<std::string, size_t> last;
  // Reserved by the plugin contract.
  seen["kvali_row"] = seen["kvali_file"] = 1;
  for (Heading& column : headings.columns) {
    const size_t before = seen[column.name]++;
    if (before == 0) continue;
    if (before == 1) headings.repeated.push_back(column.name);
    size_t& number = last.try_emplace(column.name, 1).first->second;
    std::string candidate;
    do candidate = column.name + " " + std::to_string(++number);
    while (!taken.insert(candidate).second);
    column.name = candidate;
  }
}

}  // namespace

Headings headings_of(const SheetView& sheet, const Layout& layout) {
  const HeadingGrid grid(sheet, layout);
  Headings headings;
  for (size_t i = 0; i < layout.columns.size(); ++i) {
    const std::string label = grid.joined(i);
    const std::string name = with_single_spaces(label);
    headings.columns.push_back({name.empty() ? "c" + std::to_string(layout.columns[i]) : name, label});
  }
  make_unique_names(headings);
  return headings;
}

}  // namespace kvali::xlsx
