// The guard over libxlsxwriter 1.1.4: the only place that calls it, so that no caller can write what it
// accepts and Excel does not. Every return value is checked; a failure throws kvali::Error.
#pragma once

#include <xlsxwriter.h>

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "names.hpp"
#include "style.hpp"

namespace kvali::xlsx {

inline constexpr uint32_t last_row = 1048575;   ///< From 0.
inline constexpr uint16_t last_column = 16383;  ///< From 0.

/// Days since 1970-01-01 as Excel's serial number, or nothing outside 1900-03-01..9999-12-31: earlier
/// days follow Excel's leap-year mistake, later ones do not exist for it.
[[nodiscard]] std::optional<double> date_serial(int64_t days);

/// Numbers are printed with printf: while this lives, its thread prints them with a decimal point.
class PlainNumbers {
 public:
  PlainNumbers();
  ~PlainNumbers();
  PlainNumbers(const PlainNumbers&) = delete;
  PlainNumbers& operator=(const PlainNumbers&) = delete;

 private:
  locale_t plain_;
  locale_t before_;
};

struct Range {
  uint32_t first_row = 0;
  uint16_t first_column = 0;
  uint32_t last_row = 0;
  uint16_t last_column = 0;
};

/// A run of text inside a cell with more than one look.
struct StyledText {
  std::string text;
  CellStyle style;
};

class Workbook;

/// One sheet. Rows must be written in ascending order: a streaming workbook cannot go back.
class Sheet {
 public:
  Sheet(Workbook& book, lxw_worksheet* sheet, std::string name)
      : book_(book), sheet_(sheet), name_(std::move(name)) {}

  [[nodiscard]] const std::string& name() const { return name_; }

  void blank(uint32_t row, uint16_t column, lxw_format* format);
  void text(uint32_t row, uint16_t column, std::string_view text, lxw_format* format);
  void rich(uint32_t row, uint16_t column, const std::vector<StyledText>& parts, lxw_format* format);
  /// False where the number is not finite: then the cell says "–".
  bool number(uint32_t row, uint16_t column, double value, lxw_format* format);
  void truth(uint32_t row, uint16_t column, bool value, lxw_format* format);
  /// `formula` is ours, never from data; `value` is what viewers that do not calculate show.
  void formula(uint32_t row, uint16_t column, const std::string& formula, double value, lxw_format* format);
  /// Makes the cell a link; its content is written after this. `target` comes from internal_link() or
  /// external_link(). False where the sheet holds as many links as Excel reads.
  bool link(uint32_t row, uint16_t column, const std::string& target, lxw_format* format);
  void comment(uint32_t row, uint16_t column, std::string_view text);
  /// Merges and formats; the content is written after this. Refuses to overlap an earlier merge.
  void merge(const Range& range, lxw_format* format);

  void row_height(uint32_t row, double height_pt);
  /// Height (0 = the default) and outline level (0 = none) of a row, before its cells.
  void row(uint32_t row, double height_pt, uint8_t level);
  /// Headings of an outline stand above their rows.
  void outline_from_above();
  void column_width(uint16_t column, double width);
  void table(const Range& range, const std::string& name, const std::vector<std::string>& headers,
             const std::vector<std::string>& totals, bool total_row);
  void autofilter(const Range& range);
  void data_bar(const Range& range, Colour colour);
  void freeze(uint32_t row, uint16_t column);
  void right_to_left();
  void tab_colour(Colour colour);
  void hide_gridlines();

  struct Page {
    bool landscape = false;
    Range area = {};
    std::optional<std::pair<uint32_t, uint32_t>> repeated_rows = {};
    std::string header = {};
    std::string footer = {};
  };
  void page(const Page& page);
  /// The page breaks before these rows.
  void page_breaks(const std::vector<uint32_t>& rows);

  struct Picture {
    double x_scale = 1;
    double y_scale = 1;
    std::string alt = {};
  };
  void chart(uint32_t row, uint16_t column, lxw_chart* chart, const Picture& picture);
  void image(uint32_t row, uint16_t column, const std::vector<unsigned char>& bytes, const Picture& picture);

 private:
  void check(lxw_error error, const char* doing) const;
  void note_cut(std::string_view text, uint32_t row, uint16_t column);
  Workbook& book_;
  lxw_worksheet* sheet_;
  std::string name_;
  size_t links_ = 0;
  std::vector<Range> merges_;
};

struct Properties {
  std::string title, subject, author, company, keywords, comments;
  int64_t created_days = 0;  ///< Since 1970-01-01.
  std::vector<std::pair<std::string, std::string>> custom = {};
};

class Workbook {
 public:
  struct Settings {
    std::string path;         ///< The file to write.
    std::string temp_folder;  ///< Exists; libxlsxwriter falls back silently where it does not.
    std::string font;         ///< Of all cells.
    bool streaming = false;   ///< Rows leave memory as they are passed; no native tables.
  };
  explicit Workbook(Settings settings);
  /// Abandons the workbook without writing a file unless close() was called.
  ~Workbook();
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  /// `name` comes from sheet_name().
  Sheet& add_sheet(const std::string& name);
  [[nodiscard]] lxw_format* format(const CellStyle& style);
  [[nodiscard]] lxw_chart* add_chart(uint8_t type);
  [[nodiscard]] const std::string& font() const { return settings_.font; }
  void set_properties(const Properties& properties);
  /// Cells whose text was cut because Excel holds no more, "Sheet!C14"; the first 100.
  [[nodiscard]] const std::vector<std::string>& cut_cells() const { return cut_cells_; }
  void note_cut(const std::string& cell);
  /// Writes the file.
  void close();

 private:
  Settings settings_;
  lxw_workbook* book_ = nullptr;
  std::deque<Sheet> sheets_;
  std::map<std::string, lxw_format*> formats_;
  std::vector<std::string> cut_cells_;
};

}  // namespace kvali::xlsx
