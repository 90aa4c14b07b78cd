#include "table_reader.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <deque>

#include "dialect.hpp"

namespace kvali::csv {

namespace {

/// A batch ends at whichever comes first; together they keep it below some 40 MiB, also where a
/// row has thousands of columns.
constexpr size_t batch_cells = size_t{1} << 21;
constexpr size_t batch_text_limit_bytes = size_t{16} << 20;
/// Records between two calls of progress(), also where none becomes a row.
constexpr size_t records_per_step = 4096;
/// A file of 1 GiB holds no more cells than this; more are the padding of short rows.
constexpr size_t most_cells = size_t{1} << 30;

const kvali_attr* attributes(std::vector<kvali_attr>& out, const Metadata& metadata) {
  for (const auto& pair : metadata) out.push_back({pair.first.c_str(), pair.second.c_str()});
  out.push_back({nullptr, nullptr});
  return out.data();
}

}  // namespace

TableReader::TableReader(ReaderInput input, const kvali_call* call)
    : input_(std::move(input)), ragged_(input_.columns) {
  reporter_.attach(call);
}

void TableReader::check_record() {
  if (record_.unclosed_line == 0) return;
  ragged_.report(reporter_, input_.path);
  throw Error("the quotation mark opened in line " + std::to_string(record_.unclosed_line) +
                  " is never closed: all that follows would be one cell\nhint: close it, or double it where "
                  "it belongs to "
                  "the text",
              input_.path + ":" + std::to_string(record_.unclosed_line));
}

void TableReader::add_row(kvali_rows* out) {
  ragged_.look_at(record_);
  kvali_put_int(out, 0, static_cast<int64_t>(record_.line));
  const size_t columns = input_.columns;
  const Cell* cells = record_.cells.data();
  const size_t present = std::min(record_.cells.size(), columns);
  size_t bytes = 0;
  int column = 1;
  for (size_t i = 0; i < present; ++i, ++column) {
    const std::string_view text = cell_text(cells[i], scratch_);
    bytes += text.size();
    if (text.empty())
      kvali_put_null(out, column);
    else
      kvali_put_text(out, column, text.data(), text.size());
  }
  for (size_t i = present; i < columns; ++i, ++column) kvali_put_null(out, column);
  batch_text_bytes_ += bytes;
  ++out->n;
  cells_ += columns;
  if (cells_ > most_cells)
    throw Error("the table has more than " + std::to_string(most_cells) +
                    " cells, most of them missing at the ends of short rows\nhint: see whether the first row "
                    "is the heading",
                input_.path + ":" + std::to_string(record_.line));
}

void TableReader::finish() {
  if (!finished_) ragged_.report(reporter_, input_.path);
  finished_ = true;
}

void TableReader::fill(kvali_rows* out) {
  const auto progress = [this] {
    reporter_.progress(static_cast<int64_t>(input_.scanner.offset()),
                       static_cast<int64_t>(input_.text.text.size()));
  };
  const size_t most_rows = std::clamp<size_t>(batch_cells / (input_.columns + 1), 1, KVALI_BATCH_ROWS);
  batch_text_bytes_ = 0;
  progress();
  for (size_t seen = 1; static_cast<size_t>(out->n) < most_rows; ++seen) {
    if (batch_text_bytes_ > batch_text_limit_bytes || out->failed != 0) return;
    if (seen % records_per_step == 0) progress();
    if (finished_ || !input_.scanner.next(record_)) return finish();
    check_record();
    if (input_.ends_at_blank && first_content(record_, scratch_).empty()) return finish();
    if (!is_skipped(record_, input_.skip, scratch_)) add_row(out);
  }
}

int TableReader::fail(kvali_rows* out, const std::string& message, const std::string& where, int code) const {
  std::snprintf(out->error, sizeof out->error, "%s", message.substr(0, message.find('\n')).c_str());
  if (code != ECANCELED)
    reporter_.call()->report(reporter_.call(), KVALI_ERROR, message.c_str(),
                             where.empty() ? nullptr : where.c_str());
  return code;
}

int TableReader::next(kvali_rows* out) noexcept {
  try {
    fill(out);
    return 0;
  } catch (const Error& e) {
    return fail(out, e.what(), e.where, e.code);
  } catch (const std::bad_alloc&) {
    return fail(out, "out of memory", input_.path, ENOMEM);
  }
}

void TableReader::add_table(std::unique_ptr<TableReader> reader, const std::string& name,
                            const std::vector<Column>& columns, const Metadata& metadata) {
  std::vector<kvali_column> flat;
  flat.reserve(columns.size() + 1);
  std::deque<std::vector<kvali_attr>> attrs;
  for (const Column& column : columns)
    flat.push_back({column.name.c_str(), column.format, attributes(attrs.emplace_back(), column.metadata)});
  flat.push_back({nullptr, nullptr, nullptr});
  kvali_table table{};
  table.columns = flat.data();
  table.metadata = attributes(attrs.emplace_back(), metadata);
  table.next = [](void* self, kvali_rows* out) { return static_cast<TableReader*>(self)->next(out); };
  table.free_self = [](void* self) { delete static_cast<TableReader*>(self); };
  const kvali_call* call = reader->reporter_.call();
  table.self = reader.release();
  if (const int code = kvali_add_table(call, name.c_str(), table))
    throw Error("the engine refused the table '" + name + "'", "option:table", code);
}

}  // namespace kvali::csv
