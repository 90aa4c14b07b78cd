#include "faults.hpp"

#include <map>

namespace kvali::xlsx {

namespace {

struct Sightings {
  size_t count = 0;
  std::string cells;  ///< The first of them.
  std::string place;

  void add(const Part& part, uint32_t row, uint32_t column) {
    constexpr size_t named = 5;
    if (count == 0) place = part.place(row, column);
    if (count < named) cells += (count == 0 ? "" : ", ") + cell_name(row, column);
    if (count == named) cells += " ...";
    ++count;
  }
};

std::string cells_of(const Sightings& seen) {
  return seen.count == 1 ? "cell " + seen.cells : std::to_string(seen.count) + " cells (" + seen.cells + ")";
}

/// Different errors of a table; a workbook made to have more has them told as one.
constexpr size_t most_kinds = 20;

struct Faults {
  std::map<std::string, Sightings> errors;
  Sightings unresolved;
  Sightings unreadable;
  std::string example;

  void look_at(const Part& part, uint32_t row, uint32_t column) {
    const Cell cell = part.content.cells.at(row, column);
    if (!cell.is_faulty()) return;
    if (cell.kind == CellKind::unresolved) return unresolved.add(part, row, column);
    const std::string text(part.texts.at(static_cast<uint32_t>(cell.value)));
    if (cell.kind == CellKind::unreadable) {
      if (example.empty()) example = text;
      return unreadable.add(part, row, column);
    }
    const bool known = errors.contains(text) || errors.size() < most_kinds;
    errors[known ? text : "other errors"].add(part, row, column);
  }
};

}  // namespace

void report_faults(const Part& part, const Component& reporter) {
  Faults faults;
  for (const uint32_t row : part.layout.rows)
    for (const uint32_t column : part.layout.columns) faults.look_at(part, row, column);
  const auto warn = [&](const Sightings& seen, const std::string& one, const std::string& several,
                        const std::string& cure) {
    if (seen.count == 0) return;
    const bool single = seen.count == 1;
    reporter.warn("[I-08] " + cells_of(seen) + (single ? one : several) +
                      (single ? "; its value is missing" : "; their values are missing") + "\nhint: " + cure,
                  seen.place);
  };
  for (const auto& [code, seen] : faults.errors)
    warn(seen, " holds " + code, " hold " + code, "mend the formula, or write the value");
  warn(faults.unresolved, " holds a formula whose result is not stored in the file",
       " hold formulas whose results are not stored in the file",
       "open the workbook in Excel or LibreOffice, save it, and run again");
  const std::string example = " what is no value ('" + faults.example + "')";
  warn(faults.unreadable, " holds" + example, " hold" + example, "write the value again");
}

}  // namespace kvali::xlsx
