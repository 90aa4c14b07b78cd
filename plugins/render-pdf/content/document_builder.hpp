#pragma once

#include <kvali/plugin.hpp>
#include <memory>
#include <vector>

#include "content/block.hpp"

namespace kvali::pdf {

/// Collects events into a tree of blocks.
class DocumentBuilder {
 public:
  DocumentBuilder();
  /// Throws kvali::Error when events are not well nested or lack what their kind needs.
  void add(const kvali_event& event);
  /// The root block of kind KVALI_DOCUMENT; empty when nothing came. Throws when a block is still open.
  [[nodiscard]] std::unique_ptr<Block> take();

 private:
  struct Open {
    int kind;
    Block* block;  // Where children go; the parent's block for kinds that add nothing of their own.
  };
  void open(const kvali_event& event);
  void close(const kvali_event& event);
  void leaf(const kvali_event& event);
  void add_span(const kvali_event& event, SpanKind kind);
  void add_rows(const kvali_event& event);
  Block& add_block(const kvali_event& event);
  [[nodiscard]] Block& current() const { return *open_.back().block; }

  std::unique_ptr<Block> root_;
  std::vector<Open> open_;
  bool seen_document_ = false;
};

}  // namespace kvali::pdf
