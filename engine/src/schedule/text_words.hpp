#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace kvali {

/// A word and where it begins in its text, in bytes.
struct TextWord {
  std::string_view text;
  std::size_t at = 0;
};

/// The words between spaces and tabs.
[[nodiscard]] std::vector<TextWord> words_of(std::string_view text);

/// 0 to 99999, of digits alone.
[[nodiscard]] std::optional<int> whole_number(std::string_view text);

/// The same but for capitals of ASCII?
[[nodiscard]] bool same_word(std::string_view a, std::string_view b);

/// The number of a day of the week, Sunday 0, by its English name or the first three letters of it.
[[nodiscard]] std::optional<int> weekday_number(std::string_view name);

/// "mon" for 1.
[[nodiscard]] std::string_view weekday_name(unsigned weekday);

/// The number of a month, 1 to 12, by the first three letters of its English name or all of it.
[[nodiscard]] std::optional<int> month_number(std::string_view name);

}  // namespace kvali
