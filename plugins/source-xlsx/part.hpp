#pragma once

#include <string>

#include "byte_source.hpp"
#include "comments.hpp"
#include "heading.hpp"
#include "layout.hpp"
#include "options.hpp"
#include "sheet.hpp"

namespace kvali::xlsx {

/// The table of one workbook, read whole: nothing is handed over of a file that breaks off later.
struct Part {
  std::string path;
  std::string sheet;
  TextPool texts;
  SheetContent content;
  Comments comments;
  Layout layout;
  Headings headings;

  /// "plan.xlsx!IPTT"
  [[nodiscard]] std::string place() const { return path + "!" + sheet; }
  /// "plan.xlsx!IPTT!C14"
  [[nodiscard]] std::string place(uint32_t row, uint32_t column) const {
    return place() + "!" + cell_name(row, column);
  }
};

/// Reads the table that the options mean.  Throws Error with place and cure; what can be read with a
/// doubt is reported.
Part read_part(const ByteSource& bytes, const std::string& path, const Options& options,
               const Component& reporter);

}  // namespace kvali::xlsx
