// Names inside a workbook: sheets, native tables, column headers, references and links.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace kvali::xlsx {

/// Makes names unique as Excel compares them: without regard to case.
class NameSet {
 public:
  /// `wanted`, or `wanted (2)` and so on where it is taken; at most `units` UTF-16 units long.
  std::string claim(const std::string& wanted, size_t units);

 private:
  std::set<std::string> taken_;
};

/// A sheet's name: 31 UTF-16 units, none of []:*?/\ or apostrophes, not "History", never empty.
/// At most 93 bytes, so that a defined name's formula on it stays below libxlsxwriter's 127 bytes.
[[nodiscard]] std::string sheet_name(std::string_view wanted, std::string_view fallback, NameSet& taken);
/// A native table's name in ASCII; begins with "tbl_", so it is never mistaken for a cell.
[[nodiscard]] std::string table_name(std::string_view wanted, NameSet& taken);
/// A header of a native table: one line, 255 UTF-16 units, never empty.
[[nodiscard]] std::string header_name(std::string_view wanted, NameSet& taken);

/// A place on a sheet, both from 0.
struct Place {
  std::string sheet;
  uint32_t row = 0;
  uint16_t column = 0;
};
/// "B7".
[[nodiscard]] std::string cell_name(uint32_t row, uint16_t column);
/// "tbl_x[Spent]", or nothing where the header needs an A1 range instead.
[[nodiscard]] std::optional<std::string> column_reference(const std::string& table, std::string_view header);

/// What libxlsxwriter takes as link to a place in this workbook.
[[nodiscard]] std::string internal_link(const Place& place);
/// A link out of the workbook as it may be written, or nothing: only http, https and mailto, at most
/// 2,079 characters.
[[nodiscard]] std::optional<std::string> external_link(std::string_view url);

}  // namespace kvali::xlsx
