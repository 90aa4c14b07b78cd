#include "batch.hpp"

#include <cstring>

namespace kvali::test {
namespace {

template <class T>
void append(std::string& to, T value) {
  char raw[sizeof(T)];
  std::memcpy(raw, &value, sizeof(T));
  to.append(raw, sizeof(T));
}

void append_text(std::string& to, const std::string& text) {
  append(to, static_cast<int32_t>(text.size()));
  to += text;
}

int64_t as_integer(const Value& value) {
  const auto* integer = std::get_if<int64_t>(&value);
  return integer ? *integer : 0;
}

}  // namespace

Batch::Batch(std::vector<BatchColumn> columns) {
  for (const BatchColumn& column : columns) fill(columns_.emplace_back(), column);
  for (Storage& column : columns_) {
    schemas_.push_back(&column.schema);
    arrays_.push_back(&column.array);
  }
  schema_.format = "+s";
  schema_.n_children = static_cast<int64_t>(schemas_.size());
  schema_.children = schemas_.data();
  array_.length = columns.empty() ? 0 : static_cast<int64_t>(columns.front().values.size());
  array_.n_buffers = 1;
  array_.buffers = no_buffers_;
  array_.n_children = schema_.n_children;
  array_.children = arrays_.data();
}

void Batch::fill(Storage& to, const BatchColumn& column) {
  to.name = column.name;
  to.format = column.format;
  append(to.metadata, static_cast<int32_t>(column.metadata.size()));
  for (const auto& [key, value] : column.metadata) {
    append_text(to.metadata, key);
    append_text(to.metadata, value);
  }
  to.validity.assign(column.values.size() / 8 + 1, '\0');
  std::string offsets;
  append(offsets, int32_t{0});
  std::string bits(column.values.size() / 8 + 1, '\0');
  for (size_t row = 0; row < column.values.size(); ++row) {
    const Value& value = column.values[row];
    if (value.index() != 0) to.validity[row / 8] = static_cast<char>(to.validity[row / 8] | (1 << (row % 8)));
    const char kind = column.format[0];
    if (kind == 'u') {
      if (const auto* text = std::get_if<std::string>(&value)) to.bytes += *text;
      append(offsets, static_cast<int32_t>(to.bytes.size()));
    } else if (kind == 'b') {
      const auto* truth = std::get_if<bool>(&value);
      if (truth && *truth) bits[row / 8] = static_cast<char>(bits[row / 8] | (1 << (row % 8)));
    } else if (kind == 'g') {
      const auto* real = std::get_if<double>(&value);
      append(to.data, real ? *real : 0.0);
    } else if (column.format == "tdD") {
      append(to.data, static_cast<int32_t>(as_integer(value)));
    } else if (kind == 'd') {
      append(to.data, as_integer(value));
      append(to.data, int64_t{as_integer(value) < 0 ? -1 : 0});
    } else {
      append(to.data, as_integer(value));
    }
  }
  if (column.format[0] == 'u') to.data = offsets;
  if (column.format[0] == 'b') to.data = bits;
  to.buffers[0] = to.validity.data();
  to.buffers[1] = to.data.data();
  to.buffers[2] = to.bytes.data();
  to.schema.format = to.format.c_str();
  to.schema.name = to.name.c_str();
  to.schema.metadata = to.metadata.data();
  to.array.length = static_cast<int64_t>(column.values.size());
  to.array.null_count = -1;
  to.array.n_buffers = column.format[0] == 'u' ? 3 : 2;
  to.array.buffers = to.buffers;
}

}  // namespace kvali::test
