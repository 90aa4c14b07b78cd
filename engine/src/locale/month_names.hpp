#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace kvali {

/// The months of the two languages that reports are written in first; others come from ICU.
inline constexpr std::array<std::string_view, 12> georgian_months{
    "იანვარი", "თებერვალი", "მარტი",      "აპრილი",    "მაისი",    "ივნისი",
    "ივლისი",  "აგვისტო",   "სექტემბერი", "ოქტომბერი", "ნოემბერი", "დეკემბერი"};
inline constexpr std::array<std::string_view, 12> georgian_short_months{
    "იან", "თებ", "მარ", "აპრ", "მაი", "ივნ", "ივლ", "აგვ", "სექ", "ოქტ", "ნოე", "დეკ"};
inline constexpr std::array<std::string_view, 12> english_months{
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
inline constexpr std::array<std::string_view, 12> english_short_months{
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// The month, 1 to 12, that a folded word (see fold_key) names in any of its forms.
[[nodiscard]] std::optional<unsigned> month_of_word(std::string_view folded);

}  // namespace kvali
