#include "table_reader.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <deque>

#include "calendar.hpp"
#include "column_type.hpp"
#include "display.hpp"

namespace kvali::xlsx {

namespace {

/// A batch ends at whichever comes first; together they keep it below some 40 MiB.
constexpr size_t batch_cells = size_t{1} << 20;
constexpr size_t batch_text_limit_bytes = size_t{16} << 20;

const kvali_attr* attributes(std::vector<kvali_attr>& out, const Metadata& metadata) {
  for (const auto& pair : metadata) out.push_back({pair.first.c_str(), pair.second.c_str()});
  out.push_back({nullptr, nullptr});
  return out.data();
}

/// Pulls the rows of a plan; the stream that the engine holds owns it, so it outlives open().
class TableReader {
 public:
  TableReader(Plan plan, const kvali_call* call) : plan_(std::move(plan)), several_(plan_.parts.size() > 1) {
    reporter_.attach(call);
  }

  int next(kvali_rows* out) noexcept {
    try {
      fill(out);
      return 0;
    } catch (const Error& e) {
      std::snprintf(out->error, sizeof out->error, "%s", e.what());
      return e.code;
    } catch (const std::bad_alloc&) {
      std::snprintf(out->error, sizeof out->error, "out of memory");
      return ENOMEM;
    }
  }

 private:
  void fill(kvali_rows* out) {
    reporter_.progress(static_cast<int64_t>(row_));
    const size_t most_rows =
        std::clamp<size_t>(batch_cells / (plan_.columns.size() + 1), 1, KVALI_BATCH_ROWS);
    text_bytes_ = 0;
    while (part_ < plan_.parts.size()) {
      const Part& part = *plan_.parts[part_];
      for (; row_ < part.layout.rows.size(); ++row_) {
        if (static_cast<size_t>(out->n) >= most_rows || text_bytes_ > batch_text_limit_bytes) return;
        add_row(out, part, part.layout.rows[row_]);
      }
      ++part_;
      row_ = 0;
    }
  }

  void add_row(kvali_rows* out, const Part& part, uint32_t row) {
    int at = 0;
    kvali_put_int(out, at++, row);
    if (several_) put_text(out, at++, part.place());
    for (const OutColumn& column : plan_.columns) {
      const uint32_t source = column.sources[part_];
      if (source == 0)
        kvali_put_null(out, at);
      else if (!column.note_of.empty())
        put_comment(out, at, part, {row, source});
      else
        put_cell(out, at, column, part, part.content.cells.at(row, source));
      ++at;
    }
    ++out->n;
  }

  void put_text(kvali_rows* out, int at, std::string_view text) {
    if (text.empty()) return kvali_put_null(out, at);
    text_bytes_ += text.size();
    kvali_put_text(out, at, text.data(), text.size());
  }

  void put_comment(kvali_rows* out, int at, const Part& part, CellAddress cell) {
    const auto it = part.comments.find(cell);
    put_text(out, at, it == part.comments.end() ? std::string_view() : it->second);
  }

  void put_cell(kvali_rows* out, int at, const OutColumn& column, const Part& part, const Cell& cell) {
    if (cell.is_empty() || cell.is_faulty()) return kvali_put_null(out, at);
    switch (column.format.front()) {
      case 'l':
        return kvali_put_int(out, at, cell.value);
      case 'd':
        return kvali_put_decimal(out, at, coefficient_of(cell.number(), column.scale).low_high);
      case 'g':
        return kvali_put_float(out, at, cell.number().real());
      case 't':
        return kvali_put_date(out, at, day_number(cell.value));
      case 'b':
        return kvali_put_bool(out, at, cell.value != 0 ? 1 : 0);
      default:
        if (cell.kind == CellKind::text)
          return put_text(out, at, part.texts.at(static_cast<uint32_t>(cell.value)));
        return put_text(out, at, display_text(cell, part.texts));
    }
  }

  Plan plan_;
  bool several_;
  Component reporter_;
  size_t part_ = 0;
  size_t row_ = 0;  ///< Index into the rows of the part.
  size_t text_bytes_ = 0;
};

Metadata metadata_of(const OutColumn& column) {
  Metadata out;
  if (!column.letter.empty()) out.emplace_back("kvali:column", column.letter);
  if (!column.label.empty()) out.emplace_back("kvali:label", column.label);
  if (column.percent) out.emplace_back("kvali:unit", "%");
  if (!column.note_of.empty()) out.emplace_back("kvali:note_of", column.note_of);
  return out;
}

Metadata table_metadata(const Plan& plan) {
  // Each row says its workbook and sheet where there are several.
  if (plan.parts.size() > 1) return {{"kvali:place", "{file}!{column}{row}"}, {"kvali:decimal", "."}};
  const Part& part = *plan.parts.front();
  return {{"kvali:place", "{file}!" + part.sheet + "!{column}{row}"},
          {"kvali:file", part.path},
          {"kvali:decimal", "."}};
}

}  // namespace

void add_table(const Plan& plan, const std::string& name, const Component& reporter) {
  std::deque<std::vector<kvali_attr>> attrs;
  std::deque<Metadata> metadata;
  std::vector<kvali_column> flat{{"kvali_row", int64, nullptr}};
  if (plan.parts.size() > 1) flat.push_back({"kvali_file", utf8, nullptr});
  for (const OutColumn& column : plan.columns)
    flat.push_back({column.name.c_str(), column.format.c_str(),
                    attributes(attrs.emplace_back(), metadata.emplace_back(metadata_of(column)))});
  flat.push_back({nullptr, nullptr, nullptr});
  kvali_table table{};
  table.metadata = attributes(attrs.emplace_back(), metadata.emplace_back(table_metadata(plan)));
  auto reader = std::make_unique<TableReader>(plan, reporter.call());
  table.columns = flat.data();
  table.next = [](void* self, kvali_rows* out) { return static_cast<TableReader*>(self)->next(out); };
  table.free_self = [](void* self) { delete static_cast<TableReader*>(self); };
  table.self = reader.release();
  if (const int code = kvali_add_table(reporter.call(), name.c_str(), table))
    throw Error("the engine refused the table '" + name + "'", "option:table", code);
}

}  // namespace kvali::xlsx
