// Who was there: the lines and tables under an attendance heading.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "names.hpp"
#include "record.hpp"

namespace kvali::minutes {

/// A stated total: "Total: 17", "up to 40", "დაახლოებით 40".
struct StatedTotal {
  int64_t people = 0;
  std::string quality;  ///< counted, estimated or upper_bound
};
std::optional<StatedTotal> stated_total(std::string_view text);

/// What one attendance line says.
struct AttendanceLine {
  std::vector<Attendance> rows;
  std::optional<StatedTotal> total;
};

/// Reads "Name (Org), f, chair", "12 f, 5 m - Org", "Org: 12 f, 5 m", "? - Org", "Total: 17", or
/// several names.  `list_item`: a line of a list names one person unless it is plainly a list of
/// names; a paragraph may hold many.
AttendanceLine read_attendance_line(std::string_view text, bool list_item, Names& names, const Say& say,
                                    Place place);

/// Reads one table row, given its cells by the column's role.
struct AttendanceCells {
  std::string name, org, sex, role, count, women, men, other, unknown;
};
AttendanceLine read_attendance_cells(const AttendanceCells& cells, Names& names, const Say& say, Place place);

}  // namespace kvali::minutes
