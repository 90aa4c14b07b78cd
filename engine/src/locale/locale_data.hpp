#pragma once

#include <unicode/coll.h>
#include <unicode/locid.h>

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "locale/locale.hpp"

namespace kvali {

/// Where a language puts the year of a full date.
enum class YearPlace { unknown, first, last };

/// Patterns of dates in the letters of Unicode TR 35: d dd M MM MMM MMMM LLL LLLL y yy and 'quoted'
/// text; nothing else occurs in Gregorian dates without a weekday.
struct DatePatterns {
  std::string long_date;
  std::string short_date;
  std::string month_year;
  std::string day_month;
  YearPlace year_place = YearPlace::unknown;
};

struct LocaleData {
  /// Reads everything from ICU. Throws Error as Locale's constructor does.
  [[nodiscard]] static std::unique_ptr<const LocaleData> read(std::string_view tag);

  std::string tag;
  std::string language;
  icu::Locale icu;
  Direction direction = Direction::left_to_right;
  NumberSymbols symbols;
  QuoteMarks quotes;
  bool currency_first = false;
  std::array<std::string, 12> months;          ///< Alone: "December", ru "декабрь".
  std::array<std::string, 12> months_in_date;  ///< With a day: ru "декабря".
  std::array<std::string, 12> short_months;
  std::array<std::string, 4> quarters;  ///< In place of the month: "Q4", "IV კვარტალი".
  DatePatterns patterns;
  std::unique_ptr<icu::Collator> collator;
};

/// The pattern's fields, already as text.
struct DateFields {
  std::string year, day, padded_day;
  std::string month_number, padded_month;
  std::string month, month_in_date, short_month;
};

/// The pattern with its fields filled in.
[[nodiscard]] std::string fill_pattern(std::string_view pattern, const DateFields& fields);

/// A number that is not negative, in the language's digits, at least `width` of them.
[[nodiscard]] std::string plain_digits(const NumberSymbols& symbols, unsigned number, std::size_t width = 1);

}  // namespace kvali
