#include "heading.hpp"

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

}  // namespace

Headings headings_of(const Record& record) {
  Headings headings;
  std::string scratch;
  for (const Cell& cell : record.cells) {
    const std::string label(cell_text(cell, scratch));
    const std::string name = with_single_spaces(label);
    headings.columns.push_back(
        {name.empty() ? "c" + std::to_string(headings.columns.size() + 1) : name, label});
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
