#include "table/dictionary.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>
#include <limits>

namespace kvali {

namespace {

/// Blocks grow with what there is, from a few names to a file of them.
constexpr std::size_t first_block_bytes = 256;
constexpr std::size_t largest_block_bytes = std::size_t{1} << 20;

/// From here on (64 KiB) a table does not stay in the nearest caches, and looking ahead pays.
constexpr std::size_t slots_out_of_cache = 8192;

std::uint64_t word_at(const char* p) {
  std::uint64_t word = 0;
  std::memcpy(&word, p, sizeof word);
  return word;
}

std::uint64_t half_word_at(const char* p) {
  std::uint32_t word = 0;
  std::memcpy(&word, p, sizeof word);
  return word;
}

/// Multiplies by 2^64 / golden ratio and folds the high bits, which depend on all others, down.
std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
  const std::uint64_t product = (hash ^ word) * 0x9E3779B97F4A7C15U;
  return product ^ (product >> 32);
}

/// Eight bytes at a time; the last words may overlap.  Cells are short: with std::hash and memcmp, two
/// calls a cell, a million rows of 8 texts took a fifth longer to intern.
std::uint32_t hash_of(std::string_view text) {
  const char* p = text.data();
  const std::size_t n = text.size();
  std::uint64_t hash = n;
  if (n >= 8) {
    for (std::size_t i = 0; i + 8 < n; i += 8) hash = mix(hash, word_at(p + i));
    hash = mix(hash, word_at(p + n - 8));
  } else if (n >= 4) {
    hash = mix(hash, half_word_at(p) << 32 | half_word_at(p + n - 4));
  } else {
    for (std::size_t i = 0; i < n; ++i) hash = hash << 8 | static_cast<unsigned char>(p[i]);
    hash = mix(hash, n);
  }
  return static_cast<std::uint32_t>(mix(hash, n));
}

bool same_text(std::string_view a, std::string_view b) {
  const std::size_t n = a.size();
  if (n != b.size()) return false;
  if (n > 32) return a == b;
  if (n < 4) return n == 0 || (a[0] == b[0] && a[n / 2] == b[n / 2] && a[n - 1] == b[n - 1]);
  if (n < 8)
    return half_word_at(a.data()) == half_word_at(b.data()) &&
           half_word_at(a.data() + n - 4) == half_word_at(b.data() + n - 4);
  for (std::size_t i = 0; i + 8 < n; i += 8)
    if (word_at(a.data() + i) != word_at(b.data() + i)) return false;
  return word_at(a.data() + n - 8) == word_at(b.data() + n - 8);
}

}  // namespace

/// The slot that has the text, or the free one where it belongs.
std::size_t Dictionary::slot_of(std::string_view text, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (slots_[at].code != 0 && (slots_[at].hash != hash || !same_text(texts_[slots_[at].code - 1], text)))
    at = (at + 1) & mask;
  return at;
}

void Dictionary::grow() {
  const std::vector<Slot> old = std::move(slots_);
  slots_ = std::vector<Slot>(std::max<std::size_t>(16, old.size() * 2));
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.code == 0) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].code != 0) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

std::string_view Dictionary::keep(std::string_view text) {
  if (text.empty()) return {};
  // Also after a move, which leaves no blocks.
  if (blocks_.empty() || text.size() > block_bytes_ - used_bytes_) {
    const std::size_t doubled = first_block_bytes << std::min<std::size_t>(blocks_.size(), 12);
    block_bytes_ = std::max(text.size(), std::min(doubled, largest_block_bytes));
    used_bytes_ = 0;
    blocks_.emplace_back(new char[block_bytes_]);
  }
  char* at = blocks_.back().get() + used_bytes_;
  std::memcpy(at, text.data(), text.size());
  used_bytes_ += text.size();
  return {at, text.size()};
}

void Dictionary::expect(std::span<const std::string_view> texts) const {
  if (slots_.size() < slots_out_of_cache) return;
  std::array<std::uint32_t, 64> hashes{};
  while (!texts.empty()) {
    const auto some = texts.first(std::min(hashes.size(), texts.size()));
    texts = texts.subspan(some.size());
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = 0; i < some.size(); ++i) {
      hashes[i] = hash_of(some[i]);
      __builtin_prefetch(&slots_[hashes[i] & mask]);
    }
    const auto visit_known = [&](auto visit) {
      for (std::size_t i = 0; i < some.size(); ++i) {
        const Slot& slot = slots_[hashes[i] & mask];
        if (slot.hash == hashes[i] && slot.code != 0) visit(texts_[slot.code - 1]);
      }
    };
    visit_known([](const std::string_view& text) { __builtin_prefetch(&text); });
    visit_known([](const std::string_view& text) { __builtin_prefetch(text.data()); });
  }
}

std::optional<std::uint32_t> Dictionary::find(std::string_view text) const {
  if (slots_.empty()) return std::nullopt;
  const std::uint32_t code = slots_[slot_of(text, hash_of(text))].code;
  return code != 0 ? std::optional(code - 1) : std::nullopt;
}

std::uint32_t Dictionary::intern(std::string_view text) {
  if (slots_.size() * 3 <= texts_.size() * 4) grow();
  const std::uint32_t hash = hash_of(text);
  Slot& slot = slots_[slot_of(text, hash)];
  if (slot.code == 0) {
    assert(texts_.size() < std::numeric_limits<std::uint32_t>::max());  // A table has fewer rows.
    texts_.push_back(keep(text));
    slot = {hash, static_cast<std::uint32_t>(texts_.size())};
  }
  return slot.code - 1;
}

Dictionary::Dictionary(const Dictionary& other) {
  for (const std::string_view text : other.texts_) intern(text);
}

Dictionary& Dictionary::operator=(const Dictionary& other) {
  if (this != &other) *this = Dictionary(other);
  return *this;
}

}  // namespace kvali
