#pragma once

#include <cstdint>
#include <string_view>

namespace kvali::xlsx {

/// What a number format says a number means.
enum class NumberKind : uint8_t {
  number,
  percent,   ///< 0.45 shows as 45 %.
  day,       ///< A date: year, month and day.
  month,     ///< A date that shows month and year: "Jan-25".
  year,      ///< A date that shows its year alone.
  instant,   ///< Date and time.
  time,      ///< Time of day.
  duration,  ///< [h]:mm
  padded     ///< Nothing but zeros, "00501": a code with leading zeros.
};

struct NumberFormat {
  NumberKind kind = NumberKind::number;
  uint8_t digits = 0;  ///< padded: how many there are at least.
};

/// The meaning of a format code such as `[$-409]d\-mmm\-yy;@`.  Letters in quotation marks, behind a
/// backslash and in brackets say nothing, but for [h], [m] and [s], which are durations.  The first
/// section counts: it is the one of positive numbers.
NumberFormat classify_format(std::string_view code);

/// The meaning of a format that has an id and no code: 0 to 49, and the dates of East Asian versions.
NumberFormat builtin_format(int id);

}  // namespace kvali::xlsx
