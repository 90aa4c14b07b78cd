#pragma once

#include <cstddef>
#include <string_view>

namespace kvali {

/// How many bytes from `at` on are a date of birth: a whole date that the words before or behind it call so,
/// as in "born 12.03.1987", "დაბ. 1987 წლის 12 მარტს"; 0 = it is none.
[[nodiscard]] std::size_t birth_date_at(std::string_view text, std::size_t at);

}  // namespace kvali
