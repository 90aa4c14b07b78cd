#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kvali {

/// A date or period text, reduced to what matters. `kind` is
///   y  a number of four digits          n  another number, or an ordinal (IV, second, მეორე)
///   m  a month's name                   q, h, f  the words quarter, half, fiscal year
///   - / . '  themselves
struct DateToken {
  char kind = '-';
  int value = 0;
  std::size_t digits = 0;  ///< As written; 0 for ordinals.
};

/// A text as tokens. The kinds in a row, "ynm", are the shape that readers compare.
struct DateTokens {
  std::vector<DateToken> tokens;
  std::string shape;

  [[nodiscard]] int value(std::size_t i) const { return tokens[i].value; }
  [[nodiscard]] DateTokens part(std::size_t begin, std::size_t end) const;
};

/// Nothing if the text has a word or sign that dates do not have, or is too long for one. Words that say
/// nothing (წლის, of, Tuesday) are left out.
[[nodiscard]] std::optional<DateTokens> tokenise_date(std::string_view text);

}  // namespace kvali
