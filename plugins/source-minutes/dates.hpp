// Dates as people write them in minutes, English and Georgian.
#pragma once

#include <kvali/plugin.hpp>
#include <optional>
#include <string_view>

namespace kvali::minutes {

/// One date found in a text.
struct WrittenDate {
  std::optional<Date> day;   ///< Absent where no year is written, or where there is no such day.
  std::optional<Date> last;  ///< Last day of a range ("19-20 May 2015").
  bool without_year = false;
  bool until = false;  ///< Georgian "-მდე": up to that day.
  size_t begin = 0;    ///< Bytes of the text that the date takes up, with a weekday before it.
  size_t end = 0;
};

/// The first date in `text`: 2020-12-08, 08.12.2020, 8 December 2020, 8th of December, December 8,
/// 2020, 2020 წლის 8 დეკემბერი (any case ending), 8 დეკემბერი, 2020; the year may be missing.
/// 12/08/2020 is not read: it is 12 August to one reader and 8 December to another.
std::optional<WrittenDate> find_date(std::string_view text);

/// The date, if `text` is nothing else (brackets, a weekday, a final full stop and წელი allowed).
std::optional<WrittenDate> whole_date(std::string_view text);

}  // namespace kvali::minutes
