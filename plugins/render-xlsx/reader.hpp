// Events -> Content.
#pragma once

#include <string>
#include <vector>

#include "content.hpp"

namespace kvali::xlsx {

/// Reads a document's events. Unknown kinds are passed over, what is nested in them is not.
class Reader {
 public:
  /// `log` outlives the reader.
  explicit Reader(const Component& log) : log_(&log) {}

  /// Throws Error where a table cannot be held.
  void event(const kvali_event& event);
  /// The document once the last event was read; the reader is empty afterwards.
  [[nodiscard]] Content finish();

 private:
  struct List {
    bool numbered = false;
    int64_t next = 1;
  };
  void open(const kvali_event& event);
  void close(const kvali_event& event);
  void leaf(const kvali_event& event);

  void open_document(const kvali_event& event);
  void open_table(const kvali_event& event);
  void add_rows(const kvali_event& event);
  void add_column_group(const kvali_event& event);
  void add_kpi(const kvali_event& event);
  void add_chart(const kvali_event& event);
  void add_image(const kvali_event& event);
  void add_inline(const kvali_event& event);
  void add_value(const kvali_event& event);

  /// A new block of the narrative, with the anchors that wait for one.
  Block& add(BlockKind kind, const kvali_event& event);
  /// Begins a block that takes inline children.
  void begin(BlockKind kind, const kvali_event& event);
  /// Ends the current inline block, also one begun for text that stands in no known block.
  void flush();

  const Component* log_;
  Content content_;
  std::vector<int> open_;
  std::vector<std::string> frames_;
  std::vector<std::string> quote_sources_;
  std::vector<List> lists_;
  std::vector<std::string> anchors_;  // Wait for the next block.
  std::vector<std::string> orientations_;
  std::optional<Block> inline_;
  std::string bullet_;  // Of the list item whose first block has not come yet.
  std::string pair_style_;
  int table_ = -1;  // Open table.
  int group_depth_ = 0;
  size_t skipped_ = 0;  // Depth inside a table that is not for this renderer.
};

}  // namespace kvali::xlsx
