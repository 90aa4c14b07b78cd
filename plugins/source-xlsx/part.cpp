#include "part.hpp"

#include <algorithm>

#include "book.hpp"
#include "faults.hpp"

namespace kvali::xlsx {

namespace {

/// What stands in several places is named this often.
constexpr size_t most_named = 5;

/// "row 4", "rows 4, 7, 9 and 12 more"
std::string listed(const std::string& one, const std::vector<std::string>& names) {
  std::string out = names.size() == 1 ? one + " " : one + "s ";
  for (size_t i = 0; i < std::min(most_named, names.size()); ++i) out += (i == 0 ? "" : ", ") + names[i];
  if (names.size() > most_named) out += " and " + std::to_string(names.size() - most_named) + " more";
  return out;
}

void report_hidden(const Part& part, const Component& reporter) {
  std::vector<std::string> rows;
  for (const uint32_t row : part.layout.hidden_rows) rows.push_back(std::to_string(row));
  std::vector<std::string> columns;
  for (const uint32_t column : part.layout.hidden_columns) columns.push_back(column_letters(column));
  if (!rows.empty() && part.content.filtered)
    reporter.warn(
        "a filter hides " + listed("row", rows) +
            ", which were not read\nhint: clear the filter, or set hidden = true to read hidden rows",
        part.place());
  else if (!rows.empty())
    reporter.inform("hidden " + listed("row", rows) + (rows.size() == 1 ? " was" : " were") +
                        " not read\nhint: set hidden = true to read hidden rows and columns",
                    part.place());
  if (!columns.empty())
    reporter.inform("hidden " + listed("column", columns) + (columns.size() == 1 ? " was" : " were") +
                        " not read\nhint: set hidden = true to read hidden rows and columns",
                    part.place());
}

void report_hidden_sheets(const Book& book, const Part& part, const Options& options,
                          const Component& reporter) {
  if (options.hidden || !options.sheet.empty()) return;
  std::vector<std::string> names;
  for (const Sheet& sheet : book.workbook().sheets)
    if (sheet.hidden) names.push_back("'" + sheet.name + "'");
  if (!names.empty())
    reporter.inform("hidden " + listed("sheet", names) + (names.size() == 1 ? " was" : " were") +
                        " not looked at\nhint: set sheet to the one to read",
                    part.path);
}

/// Behind a sheet of remarks the figures are easily forgotten.
void report_other_sheets(const Book& book, const Part& part, const Options& options,
                         const Component& reporter) {
  if (!options.sheet.empty() || !options.range.empty()) return;
  std::vector<std::string> names;
  for (const Sheet& sheet : book.workbook().sheets)
    if (!sheet.hidden && sheet.name != part.sheet) names.push_back("'" + sheet.name + "'");
  if (!names.empty())
    reporter.inform("of the sheets only '" + part.sheet + "' was read, not " + listed("sheet", names) +
                        "\nhint: set sheet to the one to read, or add a source for each that is wanted",
                    part.path);
}

void report_repeated(const Part& part, const Component& reporter) {
  const std::vector<std::string>& repeated = part.headings.repeated;
  if (repeated.empty()) return;
  std::string list;
  for (size_t i = 0; i < std::min(most_named, repeated.size()); ++i)
    list += (i == 0 ? "\"" : ", \"") + repeated[i] + "\"";
  if (repeated.size() > most_named) list += " ...";
  const std::string& first = repeated.front();
  reporter.warn("several columns have the same heading: " + list + "; they were numbered (\"" + first +
                    "\", \"" + first +
                    " 2\")\nhint: give each column a heading of its own; if the headings stand "
                    "in several rows, set header_rows",
                part.place());
}

/// Comments outside the table's rows and columns, e.g. on headings.
void report_lost_comments(const Part& part, const Component& reporter) {
  std::vector<std::string> cells;
  for (const auto& [at, text] : part.comments) {
    const bool row = std::binary_search(part.layout.rows.begin(), part.layout.rows.end(), at.row);
    const bool column = std::binary_search(part.layout.columns.begin(), part.layout.columns.end(), at.column);
    if (!row || !column) cells.push_back(cell_name(at.row, at.column));
  }
  if (!cells.empty())
    reporter.inform("comments outside the rows of the table were not read: " + listed("cell", cells),
                    part.place());
}

void report(const Part& part, const Options& options, const Component& reporter) {
  report_hidden(part, reporter);
  report_repeated(part, reporter);
  report_faults(part, reporter);
  // Around one of several tables lie the comments of the others.
  if (options.below.empty() && options.range.empty()) report_lost_comments(part, reporter);
  if (part.layout.rows.empty())
    reporter.warn(
        "the sheet has headings but no rows below them\nhint: see whether sheet, range and header are right",
        part.place());
}

Part read_book(const ByteSource& bytes, const std::string& path, const Options& options,
               const Component& reporter) {
  int64_t steps = 0;
  Book book(bytes, [&] { reporter.progress(++steps); });
  Part part;
  part.path = path;
  Choice choice = choose_sheet(book, options);
  part.sheet = choice.sheet.name;
  part.content = std::move(choice.content);
  try {
    part.comments = read_comments(book.archive(), choice.sheet.part, book.progress());
    part.texts = book.take_texts();
    const SheetView view{part.content, part.texts};
    part.layout = find_table(view, choice.box, options);
    part.headings = headings_of(view, part.layout);
  } catch (const Error& e) {
    throw Error(e.what(), e.where.empty() ? part.place() : e.where, e.code);
  }
  report_hidden_sheets(book, part, options, reporter);
  report_other_sheets(book, part, options, reporter);
  report(part, options, reporter);
  return part;
}

}  // namespace

Part read_part(const ByteSource& bytes, const std::string& path, const Options& options,
               const Component& reporter) {
  try {
    return read_book(bytes, path, options, reporter);
  } catch (const Error& e) {
    throw Error(e.what(), e.where.empty() ? path : e.where, e.code);
  }
}

}  // namespace kvali::xlsx
