#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kvali::csv {

/// Columns a table may have (Excel: 16,384), and cells that a record keeps.
inline constexpr size_t most_columns = 16384;

/// A cell as it lies in the text.
struct Cell {
  const char* data = nullptr;
  uint32_t size = 0;
  /// True: the cell with its opening quote, still to be decoded.  False: its plain text.
  bool coded = false;
};

/// The text of a cell that has to be decoded or may have white space at its ends.
std::string_view slow_cell_text(const Cell& cell, std::string& scratch);

/// The cell's text without white space at its ends (also no-break and zero-width spaces), with LF
/// line ends.  Points into the scanned text or into `scratch`.  Empty = null.
inline std::string_view cell_text(const Cell& cell, std::string& scratch) {
  // Most cells begin and end with an ASCII or a Georgian letter: nothing to decode or to trim.
  const auto ascii = [](char c) { return c > ' ' && static_cast<uint8_t>(c) < 0x80; };
  const auto georgian = [](char lead) { return lead == '\xE1'; };
  const size_t n = cell.size;
  if (n == 0) return {};
  const bool starts = ascii(cell.data[0]) || georgian(cell.data[0]);
  const bool ends = ascii(cell.data[n - 1]) || (n >= 3 && georgian(cell.data[n - 3]));
  if (!cell.coded && starts && ends) return {cell.data, n};
  return slow_cell_text(cell, scratch);
}

/// White space that spreadsheets leave at the ends of cells.
std::string_view trim(std::string_view text);
std::string_view trim_start(std::string_view text);

struct Record {
  std::vector<Cell> cells;   ///< At most most_columns of them.
  size_t width = 0;          ///< Cells in all.
  size_t line = 0;           ///< The line its first cell begins on, from 1.
  Cell beyond;               ///< The first cell with content that was not kept.
  bool stray_quote = false;  ///< Text followed a closing quote; it was kept.
  size_t unclosed_line = 0;  ///< Where a quote opened that never closes, else 0.
};

/// Splits text into records by RFC 4180, with LF, CRLF or CR as line ends.  A quote opens a quoted
/// cell only as its first character; elsewhere it is text, as in spreadsheets.  Lines without a
/// character are records with one empty cell.
///
/// Bytes::padding readable bytes must follow the text.  A plain value: copy it to look ahead.
class Scanner {
 public:
  /// `line`: the number of the text's first line.
  Scanner(std::string_view text, char delimiter, size_t line = 1);

  /// Reads the next record, or returns false at the end.  Reuses the record's memory.
  bool next(Record& record);
  /// Bytes read.
  [[nodiscard]] size_t offset() const { return static_cast<size_t>(at_ - begin_); }

 private:
  const char* next_special();
  const char* quoted_cell(Record& record);
  void keep(Record& record, Cell cell);
  void end_line(const char* p);

  const char* begin_;
  const char* end_;
  const char* at_;     ///< Start of the next cell.
  const char* block_;  ///< The 64 bytes that mask_ belongs to.
  uint64_t mask_;      ///< Delimiters, quotes and line ends of the block not yet visited.
  size_t line_;
  char delimiter_;
};

}  // namespace kvali::csv
