// A pretend engine for the tests: takes the table of one open() and pulls it into plain values.
#pragma once

#include <cerrno>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "catch.hpp"
#include "csv_source.hpp"

namespace kvali::csv {

using Row = std::vector<std::optional<std::string>>;

struct Message {
  int severity;
  std::string text;
  std::string where;
};

/// What came out of one file.
struct Reading {
  int code = 0;         ///< Of open(), else of the first failing batch.
  bool opened = false;  ///< open() succeeded.
  std::string name;
  std::vector<std::string> columns;  ///< Without kvali_row.
  std::vector<std::string> labels;   ///< "-" where there is none.
  std::vector<std::string> numbers;  ///< kvali:column
  std::map<std::string, std::string> metadata;
  std::vector<Row> rows;
  std::vector<int64_t> lines;  ///< kvali_row
  std::vector<int64_t> batches;
  std::vector<Message> messages;
  std::string stream_error;

  [[nodiscard]] std::vector<Message> of(int severity) const {
    std::vector<Message> out;
    for (const Message& m : messages)
      if (m.severity == severity) out.push_back(m);
    return out;
  }
  [[nodiscard]] std::vector<Message> warnings() const { return of(KVALI_WARNING); }
  [[nodiscard]] std::vector<Message> errors() const { return of(KVALI_ERROR); }
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
      Engine& engine = self(c);
      return engine.calls_before_cancel-- == 0 ? ECANCELED : 0;
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
    REQUIRE(stream.get_schema(&stream, &schema) == 0);
    read_schema(schema);
    for (;;) {
      ArrowArray batch;
      reading.code = stream.get_next(&stream, &batch);
      if (reading.code != 0) {
        reading.stream_error = stream.get_last_error(&stream);
        break;
      }
      if (!batch.release) break;
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
    REQUIRE(std::string(schema.format) == "+s");
    for (const char* key : {"kvali:place", "kvali:file", "kvali:decimal"})
      if (const auto value = metadata_value(schema.metadata, key)) reading.metadata[key] = *value;
    for (const FieldView& field : fields(schema)) {
      if (field.name() == "kvali_row") continue;
      reading.columns.emplace_back(field.name());
      reading.labels.emplace_back(field.meta("kvali:label").value_or("-"));
      reading.numbers.emplace_back(field.meta("kvali:column").value_or("-"));
    }
  }
  void read_batch(const ArrowSchema& schema, const ArrowArray& batch) {
    const auto all = kvali::columns(schema, batch);
    reading.batches.push_back(batch.length);
    for (int64_t i = 0; i < batch.length; ++i) {
      reading.lines.push_back(all[0].integer(i));
      Row& row = reading.rows.emplace_back();
      for (size_t c = 1; c < all.size(); ++c)
        row.push_back(all[c].null(i) ? std::nullopt : std::optional<std::string>(all[c].text(i)));
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

/// Reads text as if it were the file "data.csv".
inline Reading read(std::string_view content, const Options& options = {}) {
  Engine engine;
  engine.open([&](const Component& reporter) { open_bytes(content, "data.csv", options, reporter); });
  if (engine.reading.opened) engine.pull();
  return engine.reading;
}

/// Reads a real file.
inline Reading read_path(const std::string& path, Options options = {}) {
  Engine engine;
  options.file.path = path;
  engine.open([&](const Component& reporter) { open(options, reporter); });
  if (engine.reading.opened) engine.pull();
  return engine.reading;
}

}  // namespace kvali::csv
