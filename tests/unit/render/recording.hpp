// A renderer that writes down what it gets, cells included.
#pragma once

#include <cstring>
#include <map>
#include <string>
#include <vector>

#include "render/document_events.hpp"

namespace kvali {

inline std::map<std::string, std::string> metadata_of(const ArrowSchema& field) {
  std::map<std::string, std::string> pairs;
  const char* at = field.metadata;
  const auto number = [&at] {
    std::int32_t n = 0;
    std::memcpy(&n, at, 4);
    at += 4;
    return n;
  };
  const auto text = [&] {
    const std::int32_t n = number();
    const std::string taken(at, std::size_t(n));
    at += n;
    return taken;
  };
  for (std::int32_t left = at != nullptr ? number() : 0; left > 0; --left) {
    const std::string key = text();
    pairs[key] = text();
  }
  return pairs;
}

/// The cell as text; "-" where it is null.
inline std::string cell_of(const ArrowSchema& field, const ArrowArray& array, std::int64_t row) {
  const auto* valid = static_cast<const std::uint8_t*>(array.buffers[0]);
  if (valid != nullptr && ((valid[row / 8] >> (row % 8)) & 1) == 0) return "-";
  const auto* data = static_cast<const char*>(array.buffers[1]);
  const std::string format = field.format;
  if (format == "u") {
    std::int32_t ends[2];
    std::memcpy(ends, data + 4 * row, 8);
    return {static_cast<const char*>(array.buffers[2]) + ends[0], std::size_t(ends[1] - ends[0])};
  }
  if (format == "b") return ((data[row / 8] >> (row % 8)) & 1) != 0 ? "true" : "false";
  if (format == "tdD") {
    std::int32_t days = 0;
    std::memcpy(&days, data + 4 * row, 4);
    return iso_text(*date_from_days(days));
  }
  if (format.rfind("d:", 0) == 0) {
    Int128 coefficient = 0;
    std::memcpy(&coefficient, data + 16 * row, 16);
    return Decimal::from_coefficient(coefficient).to_string();
  }
  std::int64_t whole = 0;
  std::memcpy(&whole, data + 8 * row, 8);
  return std::to_string(whole);
}

inline std::string rows_of(const kvali_event& event) {
  std::string out;
  for (std::int64_t row = 0; row < event.batch->length; ++row) {
    out += row == 0 ? "" : " / ";
    for (std::int64_t c = 0; c < event.schema->n_children; ++c)
      out += (c == 0 ? "" : "|") + cell_of(*event.schema->children[c], *event.batch->children[c], row);
  }
  return out;
}

/// "paragraph(muted) ..." lines, indented by nesting.
struct Recording {
  std::vector<std::string> lines;
  std::vector<std::string> schema;  ///< Of the last table: "name role=mark of=value".
  int fail_at = -1;                 ///< The event that answers EIO.
  int depth = 0;

  int operator()(const kvali_event& event) {
    if (fail_at >= 0 && int(lines.size()) == fail_at) return EIO;
    if (event.phase == KVALI_CLOSE) --depth;
    std::string line = std::string(std::size_t(depth) * 2, ' ') + (event.phase == KVALI_CLOSE ? "/" : "") +
                       std::to_string(event.kind);
    for (const char* text : {event.id, event.style, event.text, event.href})
      if (text != nullptr) line += std::string(" ") + text;
    if (event.level != 0) line += " level=" + std::to_string(event.level);
    if (event.marks != 0) line += " marks=" + std::to_string(event.marks);
    for (const kvali_attr* attr = event.attrs; attr != nullptr && attr->key != nullptr; ++attr)
      line += std::string(" ") + attr->key + "=" + attr->value;
    if (event.batch != nullptr) line += ": " + rows_of(event);
    if (event.schema != nullptr) {
      schema.clear();
      for (std::int64_t c = 0; c < event.schema->n_children; ++c) {
        std::string field = event.schema->children[c]->name;
        for (const auto& [key, value] : metadata_of(*event.schema->children[c]))
          field += " " + key.substr(6) + "=" + value;
        schema.push_back(field);
      }
    }
    lines.push_back(line);
    if (event.phase == KVALI_OPEN) ++depth;
    return 0;
  }
};

}  // namespace kvali
