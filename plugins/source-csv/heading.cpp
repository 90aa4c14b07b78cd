#include "heading.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace kvali::csv {

namespace {

/// Runs of white space, also line ends and no-break spaces, become one space: names are typed into
/// report files.
std::string with_single_spaces(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::string_view rest = trim_start(text);
    if (rest.size() < text.size() && !out.empty()) out.push_back(' ');
    text = rest;
    if (text.empty()) break;
    out.push_back(text.front());
    text.remove_prefix(1);
  }
  return out;
}

class Names {
 public:
  explicit Names(const std::vector<Heading>& columns) {
    for (const Heading& column : columns) taken_.insert(column.name);
  }
  /// "Reached 2", or the next number that no other column has.
  std::string numbered(const std::string& name) {
    size_t& last = last_.try_emplace(name, 1).first->second;
    for (;;) {
      std::string candidate = name + " " + std::to_string(++last);
      if (taken_.insert(candidate).second) return candidate;
    }
  }

 private:
  std::unordered_set<std::string> taken_;
  std::unordered_map<std::string, size_t> last_;
};

/// Numbers repeated names; a name that is written out keeps it, wherever it stands.
void make_unique_names(Headings& headings) {
  Names names(headings.columns);
  std::unordered_map<std::string, size_t> seen;
  // Reserved by the plugin contract.
  seen["kvali_row"] = seen["kvali_file"] = 1;
  for (Heading& column : headings.columns) {
    const size_t before = seen[column.name]++;
    if (before == 0) continue;
    if (before == 1) headings.repeated.push_back(column.name);
    column.name = names.numbered(column.name);
  }
}

/// Gives the empty cells of row `i` the heading that a merged cell would show over them.
void repeat_groups(std::vector<std::vector<std::string>>& rows, size_t i) {
  const auto filled_below = [&](size_t c) {
    return std::any_of(rows.begin() + static_cast<std::ptrdiff_t>(i) + 1, rows.end(),
                       [c](const auto& row) { return !row[c].empty(); });
  };
  std::string group;
  for (size_t c = 0; c < rows[i].size(); ++c) {
    if (!rows[i][c].empty())
      group = filled_below(c) ? rows[i][c] : "";
    else if (filled_below(c))
      rows[i][c] = group;
  }
}

}  // namespace

std::vector<std::string> heading_texts(const Record& record) {
  std::vector<std::string> texts;
  std::string scratch;
  for (const Cell& cell : record.cells) texts.emplace_back(cell_text(cell, scratch));
  return texts;
}

Headings headings_of(const Record& record) {
  return stacked_headings({heading_texts(record)});
}

Headings stacked_headings(std::vector<std::vector<std::string>> rows) {
  Headings headings;
  size_t width = 0;
  for (const auto& row : rows) width = std::max(width, row.size());
  for (auto& row : rows) row.resize(width);
  for (size_t i = 0; i + 1 < rows.size(); ++i) repeat_groups(rows, i);
  for (size_t c = 0; c < width; ++c) {
    std::string label;
    for (const auto& row : rows)
      if (!row[c].empty()) label += (label.empty() ? "" : " / ") + row[c];
    const std::string name = with_single_spaces(label);
    headings.columns.push_back({name.empty() ? "c" + std::to_string(c + 1) : name, label});
  }
  make_unique_names(headings);
  return headings;
}

Headings numbered_headings(size_t count) {
  Headings headings;
  for (size_t i = 1; i <= count; ++i) headings.columns.push_back({"c" + std::to_string(i), ""});
  return headings;
}

}  // namespace kvali::csv
