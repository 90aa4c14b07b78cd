// Feeds arbitrary bytes through open() and pulls the whole table, touching every cell.
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "csv_source.hpp"

namespace {

struct Fuzzed : kvali_call {
  ArrowArrayStream stream{};
  int errors = 0;
};
Fuzzed& self(const kvali_call* call) {
  return *const_cast<Fuzzed*>(static_cast<const Fuzzed*>(call));
}

void check(bool holds) {
  if (!holds) std::abort();
}

bool valid(std::string_view text) {
  return text.find('\0') == text.npos;
}

/// The first byte picks the options, so that all ways through are met.
kvali::csv::Options options_from(uint8_t choice) {
  static constexpr const char* delimiters[] = {"auto", "auto", ",", ";"};
  static constexpr const char* encodings[] = {"auto", "auto", "utf-16le", "windows-1251"};
  kvali::csv::Options options;
  options.delimiter = delimiters[choice & 3];
  options.encoding = encodings[(choice >> 2) & 3];
  options.header = (choice >> 4) & 3;
  if (choice & 64) options.skip_rows_starting_with = {"#"};
  return options;
}

void pull(ArrowArrayStream& stream) {
  ArrowSchema schema;
  check(stream.get_schema(&stream, &schema) == 0);
  ArrowArray batch;
  int64_t last_line = 0;
  while (stream.get_next(&stream, &batch) == 0 && batch.release) {
    for (const kvali::ColumnView& column : kvali::columns(schema, batch)) {
      check(column.length() == batch.length);
      for (int64_t i = 0; i < batch.length; ++i) {
        if (column.field().type() == kvali::CellType::integer) {
          check(column.integer(i) > last_line);
          last_line = column.integer(i);
        } else if (!column.null(i)) {
          check(!column.text(i).empty() && valid(column.text(i)));
        }
      }
    }
    batch.release(&batch);
  }
  schema.release(&schema);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  Fuzzed call;
  call.size = sizeof(kvali_call);
  call.report = [](const kvali_call* c, int severity, const char*, const char*) {
    if (severity == KVALI_ERROR) ++self(c).errors;
  };
  call.progress = [](const kvali_call*, int64_t, int64_t) { return 0; };
  call.add_table = [](const kvali_call* c, const char*, ArrowArrayStream* stream) {
    self(c).stream = *stream;
    stream->release = nullptr;
    return 0;
  };
  kvali::Component reporter;
  reporter.attach(&call);
  const std::string_view content(reinterpret_cast<const char*>(data) + 1, size - 1);
  const int code = kvali::detail::guard(
      &call, [&] { kvali::csv::open_bytes(content, "fuzz.csv", options_from(data[0]), reporter); });
  check((code != 0) == (call.errors == 1));
  if (call.stream.release) {
    pull(call.stream);
    call.stream.release(&call.stream);
  }
  check(call.errors <= 1);
  return 0;
}
