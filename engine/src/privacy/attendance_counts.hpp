#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/meeting_records.hpp"
#include "model/meeting_rule.hpp"
#include "privacy/person_counts.hpp"
#include "privacy/slices.hpp"

namespace kvali {

/// Does an indicator count who came to meetings?  Reads its field `source_rule`.
[[nodiscard]] bool counts_attendance(const Table& indicators, std::size_t row);

/// Gathers who came to meetings, and what the indicators that count them once more tell of it.
class AttendanceCounts {
 public:
  /// Counts from 1 to below `small`, in units, are withheld; 0: none.
  AttendanceCounts(const CountSources& sources, std::int64_t small, Slices& slices)
      : sources_(sources), small_(small), slices_(slices), records_(sources.merged) {}

  /// An indicator, whose slices have been added to the same system just now.
  void add_indicator(const IndicatorFigures& figures);
  /// All meetings that a template sees.
  void add_meetings();

 private:
  using Cells = Slices::Cells;
  /// Everybody, women, men, all others.
  static constexpr std::size_t sexes = 4;

  struct Counting {
    MeetingRule rule;
    PeriodKind frequency = PeriodKind::month;
    std::array<Cells, sexes> figures;  ///< The indicator's slices of the period, where it has any.
    std::map<Period, Cells> of_unit;   ///< What each meeting adds to the total of a unit of time.
    std::array<Cells, sexes> parts;    ///< What each meeting adds to the slices.
  };

  void add_meeting(const Table& table, std::size_t row);
  void count(Counting& counting, const MeetingRecord& meeting);
  [[nodiscard]] std::uint32_t part_of(std::int64_t people, const char* column);
  void close(const Counting& counting);

  const CountSources& sources_;
  const std::int64_t small_;
  Slices& slices_;
  const MeetingRecords records_;
  std::vector<Counting> countings_;
};

}  // namespace kvali
