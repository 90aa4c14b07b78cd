#include "csv_source.hpp"

#include <algorithm>
#include <optional>

#include "bytes.hpp"
#include "decimal.hpp"
#include "dialect.hpp"
#include "encoding.hpp"
#include "heading.hpp"
#include "scanner.hpp"
#include "table_reader.hpp"

namespace kvali::csv {

namespace {

using std::string;

/// Records looked at for the decimal separator and, without headings, for the number of columns.
constexpr size_t decimal_records = 1000;
constexpr size_t width_records = 50;
constexpr size_t peek_bytes = size_t{4} << 20;

string place(const string& path, size_t line) {
  return path + ":" + std::to_string(line);
}

/// Reads on to the next record that counts.
bool next_counted(Scanner& scanner, const std::vector<string>& skip, Record& record) {
  string scratch;
  while (scanner.next(record)) {
    if (!is_skipped(record, skip, scratch)) return true;
  }
  return false;
}

void refuse_unclosed(const Record& record, const string& path) {
  if (record.unclosed_line == 0) return;
  throw Error("the quotation mark opened in line " + std::to_string(record.unclosed_line) +
                  " is never closed\nhint: close it, or double it where it belongs to the text",
              place(path, record.unclosed_line));
}

void refuse_too_wide(size_t width, size_t line, const string& path) {
  if (width <= most_columns) return;
  throw Error("the first row has " + std::to_string(width) + " columns, more than " +
                  std::to_string(most_columns) + "\nhint: see whether the delimiter is right",
              place(path, line));
}

/// Moves the scanner behind the title of the table.
void find_title(Scanner& scanner, const string& title, const string& path) {
  Record record;
  string scratch;
  while (scanner.next(record)) {
    refuse_unclosed(record, path);
    if (first_content(record, scratch) == title) return;
  }
  throw Error("no row starts with '" + title +
                  "'\nhint: write below as the first cell with content of the row above the table reads",
              path);
}

/// Moves the scanner behind the heading rows, the first of which is the `header`th record.
Headings read_headings(Scanner& scanner, const Options& options, const string& path) {
  Record record;
  std::vector<std::vector<string>> rows;
  const int64_t last = options.header + options.header_rows - 1;
  for (int64_t i = 1; i <= last; ++i) {
    if (!next_counted(scanner, options.skip_rows_starting_with, record)) {
      if (i == 1) throw Error("the file has no rows\nhint: export it again", path);
      throw Error("the heading is to stand in row " + std::to_string(last) + ", but the file has " +
                      (i == 2 ? "1 row" : std::to_string(i - 1) + " rows") +
                      " with content\nhint: set header to the row of the headings",
                  path);
    }
    refuse_unclosed(record, path);
    refuse_too_wide(record.width, record.line, path);
    if (i >= options.header) rows.push_back(heading_texts(record));
  }
  return stacked_headings(std::move(rows));
}

/// Columns of a file without headings: the widest of its first records.
Headings count_columns(Scanner scanner, const Options& options, const string& path) {
  Record record;
  size_t width = 0;
  for (size_t i = 0; i < width_records && next_counted(scanner, options.skip_rows_starting_with, record);
       ++i) {
    refuse_too_wide(record.width, record.line, path);
    width = std::max(width, record.width);
  }
  if (width == 0) throw Error("the file has no rows\nhint: export it again", path);
  return numbered_headings(width);
}

void report_repeated(const Headings& headings, const string& path, const Component& reporter) {
  if (headings.repeated.empty()) return;
  constexpr size_t named = 5;
  string list;
  for (size_t i = 0; i < std::min(named, headings.repeated.size()); ++i)
    list += (i == 0 ? "\"" : ", \"") + headings.repeated[i] + "\"";
  if (headings.repeated.size() > named) list += " ...";
  const string& first = headings.repeated.front();
  reporter.warn("several columns have the same heading: " + list + "; they were numbered (\"" + first +
                    "\", \"" + first + " 2\")\nhint: give each column a heading of its own",
                path);
}

DecimalVote::Verdict vote(Scanner scanner, const Options& options, char delimiter) {
  DecimalVote votes;
  Record record;
  string scratch;
  for (size_t i = 0; i < decimal_records && scanner.offset() < peek_bytes; ++i) {
    if (!next_counted(scanner, options.skip_rows_starting_with, record)) break;
    for (size_t column = 0; column < record.cells.size(); ++column)
      votes.add(column, cell_text(record.cells[column], scratch), record.line);
  }
  return votes.verdict(delimiter);
}

/// The separator to hand over, or nothing where the file does not say.
std::optional<string> decimal_separator(const Scanner& scanner, const Options& options, char delimiter,
                                        const string& path, const Component& reporter) {
  if (options.decimal != "auto") return options.decimal;
  const DecimalVote::Verdict verdict = vote(scanner, options, delimiter);
  if (verdict.separator == 0) return std::nullopt;
  const string separator(1, verdict.separator);
  if (!verdict.certain)
    reporter.warn("\"" + verdict.example.cell + "\" does not show what separates decimals here; \"" +
                      separator + "\" was taken\nhint: set decimal = \"" + separator +
                      "\" if that is right, else decimal = \"" + (separator == "." ? "," : ".") + "\"",
                  place(path, verdict.example.line));
  return separator;
}

std::vector<Column> columns_of(const Headings& headings) {
  std::vector<Column> columns{{"kvali_row", int64}};
  for (size_t i = 0; i < headings.columns.size(); ++i) {
    Column column{headings.columns[i].name, utf8, {{"kvali:column", std::to_string(i + 1)}}};
    if (!headings.columns[i].label.empty())
      column.metadata.emplace_back("kvali:label", headings.columns[i].label);
    columns.push_back(std::move(column));
  }
  return columns;
}

void warn_without_rows(Scanner scanner, const Options& options, const string& path,
                       const Component& reporter) {
  Record record;
  if (next_counted(scanner, options.skip_rows_starting_with, record)) return;
  reporter.warn("the file has headings but no rows below them\nhint: export it again if rows were expected",
                path);
}

void open_text(Text text, const string& path, const Options& options, const Component& reporter) {
  const Dialect dialect = detect_dialect(text.text, options.delimiter, options.skip_rows_starting_with);
  Scanner scanner(dialect.text, dialect.delimiter, dialect.first_line);
  if (!options.below.empty()) find_title(scanner, options.below, path);
  const Headings headings =
      options.header > 0 ? read_headings(scanner, options, path) : count_columns(scanner, options, path);
  report_repeated(headings, path, reporter);
  warn_without_rows(scanner, options, path, reporter);
  Metadata metadata{{"kvali:place", "{file}:{row}"}, {"kvali:file", path}};
  if (const auto separator = decimal_separator(scanner, options, dialect.delimiter, path, reporter))
    metadata.emplace_back("kvali:decimal", *separator);
  auto reader = std::make_unique<TableReader>(
      ReaderInput{std::move(text), scanner, headings.columns.size(), options.skip_rows_starting_with, path,
                  !options.below.empty()},
      reporter.call());
  TableReader::add_table(std::move(reader), options.table, columns_of(headings), metadata);
}

void open_block(Bytes bytes, const string& path, const Options& options, const Component& reporter) {
  if (bytes.size() == 0) throw Error("the file is empty\nhint: export it again", path);
  open_text(decode(std::move(bytes), options.encoding, path, reporter), path, options, reporter);
}

}  // namespace

void open(const Options& options, const Component& reporter) {
  const auto progress = [&](size_t done, size_t total) {
    reporter.progress(static_cast<int64_t>(done), static_cast<int64_t>(total));
  };
  open_block(read_file(options.file.path, progress), options.file.path, options, reporter);
}

void open_bytes(std::string_view content, const string& path, const Options& options,
                const Component& reporter) {
  open_block(Bytes(content), path, options, reporter);
}

}  // namespace kvali::csv
