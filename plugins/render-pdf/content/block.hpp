#pragma once

#include <cstdint>
#include <kvali/plugin.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "content/table_data.hpp"

namespace kvali::pdf {

enum class SpanKind : uint8_t { text, line_break, note_ref };

/// A run of text in one look inside a paragraph.
struct Span {
  SpanKind kind = SpanKind::text;
  bool is_value = false;  ///< A figure: its link to the evidence is not marked.
  uint32_t marks = 0;     ///< KVALI_BOLD | ...
  std::string text;
  std::string href;
  std::string lang;  ///< Empty = the document's.
};

using Attributes = std::vector<std::pair<std::string, std::string>>;

/// One element of the document, kept until the file is written: layout needs to see a whole table, and
/// where a heading falls, before it can write the pages that mention them.
struct Block {
  int kind = 0;  ///< kvali_kind
  int level = 0;
  std::string text;
  std::string style;
  std::string id;
  std::string lang;
  std::string href;
  Attributes attributes;
  std::vector<Span> spans;
  std::vector<std::unique_ptr<Block>> children;
  std::unique_ptr<TableData> table;  ///< TABLE and CHART.
  std::string data;                  ///< IMAGE and ATTACHMENT.

  /// Value of an attribute, or "".
  [[nodiscard]] std::string_view attribute(std::string_view key) const;
};

/// All text inside a block's spans, marks left out.
[[nodiscard]] std::string plain_text(const std::vector<Span>& spans);

}  // namespace kvali::pdf
