#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace kvali {

/// Distinct texts of a column, in order of first appearance.  A text that was interned does not move.
///
/// A hash table of codes over texts that lie one behind the other: of 1,000,000 distinct short texts each
/// costs some 40 bytes, where a std::unordered_map takes 100 and twice the time.
class Dictionary {
 public:
  Dictionary() = default;
  Dictionary(Dictionary&&) noexcept = default;
  Dictionary& operator=(Dictionary&&) noexcept = default;
  Dictionary(const Dictionary& other);
  Dictionary& operator=(const Dictionary& other);
  ~Dictionary() = default;

  std::uint32_t intern(std::string_view text);
  /// Asks memory for what intern() or find() will look at for these texts, all at the same time.  Of a
  /// column of 1,000,000 distinct texts each look-up would wait three times for memory, one after another.
  void expect(std::span<const std::string_view> texts) const;
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view text) const;
  [[nodiscard]] std::string_view text(std::uint32_t code) const { return texts_[code]; }
  [[nodiscard]] std::size_t size() const { return texts_.size(); }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t code = 0;  ///< + 1; 0 = free.
  };

  [[nodiscard]] std::size_t slot_of(std::string_view text, std::uint32_t hash) const;
  void grow();
  std::string_view keep(std::string_view text);

  std::vector<Slot> slots_;  ///< A power of two of them, at most three quarters taken.
  std::vector<std::string_view> texts_;
  std::vector<std::unique_ptr<char[]>> blocks_;  ///< What texts_ lie in.
  std::size_t block_bytes_ = 0;                  ///< Size of the last block.
  std::size_t used_bytes_ = 0;                   ///< Of the last block.
};

}  // namespace kvali
