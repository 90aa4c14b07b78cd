#pragma once

#include <string>
#include <vector>

#include "byte_source.hpp"
#include "options.hpp"
#include "package.hpp"
#include "sheet.hpp"

namespace kvali::xlsx {

/// A workbook of which sheets can be read.
class Book {
 public:
  /// Throws Error, without a place, for what is no workbook or none that can be read.
  Book(const ByteSource& bytes, Progress progress);

  [[nodiscard]] const Workbook& workbook() const { return workbook_; }
  [[nodiscard]] const TextPool& texts() const { return shared_.texts; }
  [[nodiscard]] const Archive& archive() const { return archive_; }
  [[nodiscard]] const Progress& progress() const { return progress_; }
  SheetContent read(const Sheet& sheet);
  /// Gives the texts away: the last that is needed of the book.
  TextPool take_texts() { return std::move(shared_.texts); }

 private:
  Progress progress_;
  Archive archive_;
  Workbook workbook_;
  Shared shared_;
};

/// A sheet that was chosen, with the range in it that the options name.
struct Choice {
  Sheet sheet;
  SheetContent content;
  Box box;
};

/// The sheet that the options name, by name, number, table or defined name, else the first visible one
/// with content.  Throws Error where there is none.
Choice choose_sheet(Book& book, const Options& options);

}  // namespace kvali::xlsx
