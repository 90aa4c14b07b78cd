#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace kvali {

/// The first word with Georgian capitals (Mtavruli, U+1C90 to U+1CBF).  Georgian has no capitals within a
/// text: a word that mixes them with ordinary letters was made by a program that changes the case.
struct MtavruliWord {
  std::size_t offset = 0;  ///< In bytes.
  std::string_view word;   ///< A view into the text.
  bool mixed = false;
};
[[nodiscard]] std::optional<MtavruliWord> first_mtavruli(std::string_view text);

/// Where a character that turns the direction of writing (U+202A to U+202E, U+2066 to U+2069) is not ended
/// in its line, or ends nothing: what follows may be shown in another order than it is stored.  In bytes.
[[nodiscard]] std::optional<std::size_t> first_unbalanced_direction(std::string_view text);

}  // namespace kvali
