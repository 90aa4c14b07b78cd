#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "column_type.hpp"
#include "table_reader.hpp"

namespace kvali::xlsx {

namespace {

class Planner {
 public:
  explicit Planner(std::vector<std::shared_ptr<const Part>> parts) { plan_.parts = std::move(parts); }

  Plan run(const Component& reporter) {
    for (size_t i = 0; i < plan_.parts.size(); ++i) add_part(i);
    for (OutColumn& column : plan_.columns) choose_type(column);
    report_missing(reporter);
    add_notes();
    return std::move(plan_);
  }

 private:
  void add_part(size_t index) {
    const Part& part = *plan_.parts[index];
    for (size_t i = 0; i < part.layout.columns.size(); ++i) {
      const Heading& heading = part.headings.columns[i];
      const std::string letter = column_letters(part.layout.columns[i]);
      const auto [it, added] = by_name_.try_emplace(heading.name, plan_.columns.size());
      if (added) {
        OutColumn column;
        column.name = heading.name;
        column.label = heading.label;
        column.letter = letter;
        column.sources.resize(plan_.parts.size());
        plan_.columns.push_back(std::move(column));
      }
      OutColumn& column = plan_.columns[it->second];
      column.sources[index] = part.layout.columns[i];
      if (column.letter != letter) column.letter.clear();
    }
  }

  void choose_type(OutColumn& column) const {
    ColumnType type;
    for (size_t i = 0; i < plan_.parts.size(); ++i) {
      if (column.sources[i] == 0) continue;
      const Part& part = *plan_.parts[i];
      for (const uint32_t row : part.layout.rows) type.look_at(part.content.cells.at(row, column.sources[i]));
    }
    column.format = type.format();
    column.scale = type.scale();
    column.percent = type.percent();
  }

  void report_missing(const Component& reporter) const {
    for (size_t i = 0; i < plan_.parts.size(); ++i) {
      std::string names;
      for (const OutColumn& column : plan_.columns)
        if (column.sources[i] == 0) names += (names.empty() ? "'" : ", '") + column.name + "'";
      if (!names.empty())
        reporter.warn("the sheet lacks columns that other workbooks of the source have: " + names +
                          "\nhint: give the same columns the same headings",
                      plan_.parts[i]->place());
    }
  }

  /// Puts the comments of a column into a column of their own, behind all others.
  void add_notes() {
    const size_t count = plan_.columns.size();
    std::unordered_set<std::string> taken;
    for (const OutColumn& column : plan_.columns) taken.insert(column.name);
    for (size_t i = 0; i < count; ++i) {
      if (!has_comments(plan_.columns[i])) continue;
      OutColumn note;
      note.name = unused_name(plan_.columns[i].name + " (comment)", taken);
      note.letter = plan_.columns[i].letter;
      note.note_of = plan_.columns[i].name;
      note.sources = plan_.columns[i].sources;
      taken.insert(note.name);
      plan_.columns.push_back(std::move(note));
    }
  }

  static std::string unused_name(const std::string& wanted, const std::unordered_set<std::string>& taken) {
    std::string name = wanted;
    for (size_t i = 2; taken.contains(name); ++i) name = wanted + " " + std::to_string(i);
    return name;
  }

  [[nodiscard]] bool has_comments(const OutColumn& column) const {
    for (size_t i = 0; i < plan_.parts.size(); ++i) {
      const Part& part = *plan_.parts[i];
      for (const auto& [at, text] : part.comments)
        if (at.column == column.sources[i] &&
            std::binary_search(part.layout.rows.begin(), part.layout.rows.end(), at.row))
          return true;
    }
    return false;
  }

  Plan plan_;
  std::unordered_map<std::string, size_t> by_name_;
};

}  // namespace

Plan plan_columns(std::vector<std::shared_ptr<const Part>> parts, const Component& reporter) {
  return Planner(std::move(parts)).run(reporter);
}

}  // namespace kvali::xlsx
