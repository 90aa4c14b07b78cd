// A pretend engine for the tests: takes the table of one open() and pulls it into plain texts.
#pragma once

#include <cerrno>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "xlsx_source.hpp"

namespace kvali::xlsx {

struct Message {
  int severity;
  std::string text;
  std::string where;
};

struct ReadColumn {
  std::string name;
  std::string format;
  std::map<std::string, std::string> metadata;
};

using Row = std::vector<std::optional<std::string>>;

/// What came out of one source.
struct Reading {
  int code = 0;         ///< Of open(), else of the first failing batch.
  bool opened = false;  ///< open() succeeded.
  std::string name;
  std::vector<ReadColumn> columns;  ///< Without kvali_row.
  std::map<std::string, std::string> metadata;
  std::vector<Row> rows;
  std::vector<int64_t> numbers;  ///< kvali_row
  std::vector<Message> messages;

  [[nodiscard]] std::vector<Message> of(int severity) const {
    std::vector<Message> out;
    for (const Message& m : messages)
      if (m.severity == severity) out.push_back(m);
    return out;
  }
  [[nodiscard]] std::vector<Message> warnings() const { return of(KVALI_WARNING); }
  [[nodiscard]] std::vector<Message> errors() const { return of(KVALI_ERROR); }
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> out;
    for (const ReadColumn& column : columns) out.push_back(column.name);
    return out;
  }
  [[nodiscard]] std::vector<std::string> formats() const {
    std::vector<std::string> out;
    for (const ReadColumn& column : columns) out.push_back(column.format);
    return out;
  }
  /// The cells of a column; "-" where there is no value.
  [[nodiscard]] std::vector<std::string> column(const std::string& heading) const {
    std::vector<std::string> out;
    for (size_t c = 0; c < columns.size(); ++c)
      if (columns[c].name == heading)
        for (const Row& row : rows) out.push_back(row[c].value_or("-"));
    return out;
  }
};

/// The engine's side of one call.
class Engine {
 public:
  Engine() {
    call_.size = sizeof call_;
    call_.locale = "ka";
    call_.timezone = "Asia/Tbilisi";
    call_.report = [](const kvali_call* c, int severity, const char* text, const char* where) {
      self(c).reading.messages.push_back({severity, text, where ? where : ""});
    };
    call_.progress = [](const kvali_call* c, int64_t, int64_t) {
      return self(c).calls_before_cancel-- == 0 ? ECANCELED : 0;
    };
    call_.add_table = [](const kvali_call* c, const char* name, ArrowArrayStream* given) {
      Engine& engine = self(c);
      engine.reading.name = name;
      engine.stream = *given;
      given->release = nullptr;
      return 0;
    };
  }
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;
  ~Engine() {
    if (stream.release) stream.release(&stream);
  }

  template <class Open>
  void open(Open&& body) {
    Component reporter;
    reporter.attach(&call_);
    reading.code = detail::guard(&call_, [&] { body(reporter); });
    reading.opened = reading.code == 0;
  }

  void pull() {
    ArrowSchema schema;
    if ((reading.code = stream.get_schema(&stream, &schema)) != 0) return;
    read_schema(schema);
    for (;;) {
      ArrowArray batch;
      reading.code = stream.get_next(&stream, &batch);
      if (reading.code != 0 || !batch.release) break;
      read_batch(schema, batch);
      batch.release(&batch);
    }
    schema.release(&schema);
  }

  Reading reading;
  ArrowArrayStream stream{};
  int64_t calls_before_cancel = -1;  ///< Negative: never.

 private:
  static Engine& self(const kvali_call* c) { return *static_cast<const Holder*>(c)->engine; }

  void read_schema(const ArrowSchema& schema) {
    for (const char* key : {"kvali:place", "kvali:file", "kvali:decimal"})
      if (const auto value = metadata_value(schema.metadata, key)) reading.metadata[key] = *value;
    for (int64_t i = 1; i < schema.n_children; ++i) {
      const ArrowSchema& child = *schema.children[i];
      ReadColumn column{child.name, child.format, {}};
      for (const char* key : {"kvali:column", "kvali:label", "kvali:unit", "kvali:note_of"})
        if (const auto value = metadata_value(child.metadata, key)) column.metadata[key] = *value;
      reading.columns.push_back(std::move(column));
    }
  }

  static std::string text_of(const ColumnView& column, int64_t i) {
    switch (column.field().type()) {
      case CellType::integer:
        return std::to_string(column.integer(i));
      case CellType::decimal:
        return column.decimal(i);
      case CellType::real:
        return std::to_string(column.real(i));
      case CellType::day:
        return detail::iso_date(column.day(i));
      case CellType::truth:
        return column.boolean(i) ? "true" : "false";
      default:
        return std::string(column.text(i));
    }
  }

  void read_batch(const ArrowSchema& schema, const ArrowArray& batch) {
    const auto all = kvali::columns(schema, batch);
    for (int64_t i = 0; i < batch.length; ++i) {
      reading.numbers.push_back(all[0].integer(i));
      Row& row = reading.rows.emplace_back();
      for (size_t c = 1; c < all.size(); ++c)
        row.push_back(all[c].null(i) ? std::nullopt : std::optional<std::string>(text_of(all[c], i)));
    }
  }

  struct Holder : kvali_call {
    Engine* engine = nullptr;
  };
  Holder call_ = [this] {
    Holder holder{};
    holder.engine = this;
    return holder;
  }();
};

/// Reads bytes as if they were the workbook "plan.xlsx".
inline Reading read(std::string_view content, const Options& options = {}) {
  Engine engine;
  engine.open([&](const Component& reporter) { open_bytes(content, "plan.xlsx", options, reporter); });
  if (engine.reading.opened) engine.pull();
  return engine.reading;
}

/// Reads real files.
inline Reading read_paths(const std::vector<std::string>& paths, Options options = {}) {
  Engine engine;
  for (const std::string& path : paths) options.file.push_back({path});
  engine.open([&](const Component& reporter) { open(options, reporter); });
  if (engine.reading.opened) engine.pull();
  return engine.reading;
}

}  // namespace kvali::xlsx
