#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scanner.hpp"

namespace kvali::csv {

/// How a file writes its table.
struct Dialect {
  std::string_view text;  ///< The records: the file without a "sep=" line.
  char delimiter = ',';
  size_t first_line = 1;  ///< Line number of the text's first line.
};

/// Finds the delimiter.  `delimiter` is "auto", "tab" or the character itself.  Auto: the one that a
/// first line "sep=;" names, else the one of tab ; | , by which the most of the first 50 records
/// have the same number of cells, more than one.  Records that start with a text of `skip` and
/// blank lines have no say.
Dialect detect_dialect(std::string_view text, const std::string& delimiter,
                       const std::vector<std::string>& skip);

/// The first cell with content, or "".
std::string_view first_content(const Record& record, std::string& scratch);

/// True for records that count as absent: without content, or starting with a text of `skip`.
bool is_skipped(const Record& record, const std::vector<std::string>& skip, std::string& scratch);

}  // namespace kvali::csv
