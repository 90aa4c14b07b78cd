// Content -> file.
#pragma once

#include <kvali/plugin.hpp>
#include <string>

#include "content.hpp"
#include "look.hpp"

namespace kvali::xlsx {

/// More cells than this leave memory as they are written: libxlsxwriter needs about 130 bytes a cell
/// otherwise. Such a workbook has plain ranges with filters instead of native tables.
inline constexpr size_t most_cells_in_memory = 2'000'000;

struct BookSettings {
  std::string sheet;  ///< Name of the first sheet, "" = by language.
  std::string font;   ///< "" = by language.
  Look look = {};
  size_t most_cells = most_cells_in_memory;
};

/// Writes the workbook to `path`. Throws Error; what it wrote until then is the caller's to remove.
void write_book(const Content& content, const BookSettings& settings, const std::string& path,
                const Component& log);

}  // namespace kvali::xlsx
