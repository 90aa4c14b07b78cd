#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kvali {

/// What stands in a gap of a sentence, and so how another language writes it.
enum class GapKind : std::uint8_t {
  text,     ///< A name, or what stands in a file: never changed.
  number,   ///< A decimal number: nothing else fits the gap.
  date,     ///< "2025-12-31"
  period,   ///< "2025-12", "2025-Q4"
  periods,  ///< "2025-10, 2025-12"
  phrase    ///< Words of the engine, such as the name of a field or a sentence of its own.
};

/// An English sentence with gaps, as stages and plugins write it: "indicator {id} has no value for
/// {when, period}".  Between two gaps stands at least one character; {{ and }} are braces.
class SentencePattern {
 public:
  struct Gap {
    std::string name;
    GapKind kind = GapKind::text;
  };

  /// Nothing where a gap is not closed, of an unknown kind, or next to another one.
  [[nodiscard]] static std::optional<SentencePattern> parse(std::string_view text);

  /// What stands in each gap, if the whole text is such a sentence; views into it.  Takes time in
  /// proportion to the text, whatever the text is.
  [[nodiscard]] std::optional<std::vector<std::string_view>> match(std::string_view text) const;

  [[nodiscard]] const std::vector<Gap>& gaps() const { return gaps_; }

  /// Bytes that are no gap: of two patterns that fit, the longer one says more.
  [[nodiscard]] std::size_t literal_bytes() const;

 private:
  std::vector<std::string> literals_;  ///< One more than gaps; the first and the last may be empty.
  std::vector<Gap> gaps_;
};

}  // namespace kvali
