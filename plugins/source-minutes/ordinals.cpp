#include "ordinals.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "text.hpp"

namespace kvali::minutes {
namespace {

constexpr std::string_view before = "მე-";
constexpr std::array<std::string_view, 7> behind{"-ე", "-ლი", "-ელი", "st", "nd", "rd", "th"};
// More digits are no number of a meeting, and would not fit.
constexpr size_t most_digits = 6;

}  // namespace

std::optional<int64_t> ordinal_number(std::string_view text) {
  const std::string key = folded(text);
  std::string_view digits = key;
  if (digits.starts_with(before)) {
    digits.remove_prefix(before.size());
  } else {
    const auto* ending = std::find_if(behind.begin(), behind.end(),
                                      [&](std::string_view one) { return digits.ends_with(one); });
    if (ending != behind.end()) digits.remove_suffix(ending->size());
  }
  if (digits.empty() || digits.size() > most_digits) return std::nullopt;
  if (!std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  return std::stoll(std::string(digits));
}

}  // namespace kvali::minutes
