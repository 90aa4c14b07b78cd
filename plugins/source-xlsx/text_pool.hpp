#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace kvali::xlsx {

/// Keeps texts and gives each a number, in order.  Blocks do not move, so that memory never doubles.
///
/// Caps: 256 MiB of text in all, 32 million texts.
class TextPool {
 public:
  /// Throws when the pool is full.
  uint32_t add(std::string_view text);
  /// The number of a text that was added lately, else adds it: cells repeat few texts often.
  uint32_t keep(std::string_view text);
  [[nodiscard]] std::string_view at(uint32_t id) const;
  [[nodiscard]] uint32_t size() const { return static_cast<uint32_t>(starts_.size()); }

 private:
  struct Start {
    uint32_t block;
    uint32_t offset;
  };
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::vector<Start> starts_;     ///< Each text begins with its length, 4 bytes.
  std::vector<uint32_t> lately_;  ///< By hash; number + 1, 0 = none.
  size_t used_ = 0;               ///< Of the last block.
  size_t room_ = 0;               ///< Size of the last block.
  size_t total_ = 0;
};

}  // namespace kvali::xlsx
