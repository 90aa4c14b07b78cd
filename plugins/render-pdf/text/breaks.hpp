#pragma once

#include <unicode/ubrk.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kvali::pdf {

/// Positions in a text, in bytes, ascending; the end of the text is one of them.
using Positions = std::vector<uint32_t>;

/// Finds where a text may be broken, after Unicode Standard Annexes 14 (lines) and 29 (letters as
/// people see them).
class Breaks {
 public:
  /// Throws kvali::Error when ICU has no rules (its data is not installed).
  explicit Breaks(const std::string& locale);
  ~Breaks();
  Breaks(const Breaks&) = delete;
  Breaks& operator=(const Breaks&) = delete;

  /// Where a line may end.
  void lines(std::string_view text, Positions& out);
  /// Where a letter ends, for breaking a word that is wider than its line.
  void letters(std::string_view text, Positions& out);

 private:
  UBreakIterator* lines_ = nullptr;
  UBreakIterator* letters_ = nullptr;
};

/// The embedding level of each byte after the bidi algorithm. `out` stays empty when the whole text
/// reads from left to right. Returns true when the paragraph as a whole reads from right to left.
bool bidi_levels(std::string_view text, bool base_rtl, std::vector<uint8_t>& out);

/// Puts pieces of a line into the order they are drawn in; `levels` holds one level a piece.
[[nodiscard]] std::vector<int32_t> visual_order(const std::vector<uint8_t>& levels);

}  // namespace kvali::pdf
