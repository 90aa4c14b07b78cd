#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/instant.hpp"
#include "schedule/text_fault.hpp"

namespace kvali {

/// Five fields of cron: minute, hour, day of the month, month, day of the week.  A set of numbers is a mask:
/// bit n stands for n.
struct Cron {
  std::string text;            ///< As it was written.
  std::uint64_t minutes = 0;   ///< 0 to 59.
  std::uint64_t hours = 0;     ///< 0 to 23.
  std::uint64_t days = 0;      ///< 1 to 31.
  std::uint64_t months = 0;    ///< 1 to 12.
  std::uint64_t weekdays = 0;  ///< 0 to 6, Sunday 0.
  /// Does the hour begin with `*`?  Then it is due at every instant that shows such a time, even if a time
  /// comes twice; else a time is due once a day.
  bool any_hour = false;
  /// Does one of the fields of days begin with `*`?  Then a day has to fit both, else one of them (cronie).
  bool both_days = false;
};

/// Reads "0 9 3 * *": names (jan, mon), lists, ranges and steps; 0 and 7 are Sunday.  Of a text that is wrong
/// nothing, and all of its faults.
[[nodiscard]] std::optional<Cron> read_cron(std::string_view text, TextFaults& faults);

[[nodiscard]] bool falls_on(const Cron& cron, Date day);

/// The next time the wall shows that is due, after `time`; nothing if there is none in forty years, which is
/// longer than any 29 February waits for its day of the week.
[[nodiscard]] std::optional<WallTime> next_wall_time(const Cron& cron, WallTime time);

/// The same schedule in the same words, whatever it was written in.
[[nodiscard]] std::string plain_text(const Cron& cron);

}  // namespace kvali
