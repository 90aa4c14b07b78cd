#pragma once

#include <optional>
#include <string_view>

#include "base/date.hpp"
#include "base/period.hpp"

namespace kvali {

// Readers for dates and periods as people write them in records: Georgian and English, whatever the
// language of the report. Case, kind of space and dash, and a full stop after an abbreviation do not
// matter. All return nothing for text that they do not fully understand.

/// What 08/12/2020 means. With dots the day is always first.
enum class DateOrder { day_first, month_first };

/// The month, 1 to 12: "დეკემბერი", "დეკემბრის", "დეკემბერს", "დეკემბერში", "დეკ", "December", "Dec".
[[nodiscard]] std::optional<unsigned> parse_month_name(std::string_view text);

/// "Dec 25": the month that it is if 25 is the year; as well may be a day.
[[nodiscard]] std::optional<Period> month_or_day(std::string_view text);

/// One day: "2020-12-08", "08.12.2020", "8/12/2020", "8 დეკემბერი, 2020", "2020 წლის 8 დეკემბერს",
/// "8 December 2020", "Dec 8th, 2020", "8-Dec-20", each also with a time of day without zone
/// ("2020-12-08 14:00"). Two-digit years are 1970 to 2069.
[[nodiscard]] std::optional<Date> parse_date_text(std::string_view text,
                                                  DateOrder order = DateOrder::day_first);

/// A span of days: all of parse_period(); "დეკემბერი 2020", "Dec 2020", "Dec-20", "12/2020", "202012",
/// "2020 წლის დეკემბერი"; "Q4 2020", "IV კვარტალი 2020", "2020 წლის მე-4 კვარტალი"; "H2 2020";
/// "2020 წელი", "FY 2021"; "ივლისი–დეკემბერი 2020", "Jul 2020 - Feb 2021",
/// "2015 წლის 19-20 მაისს", "01.07.2020 - 31.12.2020"; a single day.
[[nodiscard]] std::optional<Period> parse_period_text(std::string_view text, FiscalStart fiscal = {},
                                                      DateOrder order = DateOrder::day_first);

}  // namespace kvali
