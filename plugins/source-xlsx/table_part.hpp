#pragma once

#include <string>
#include <vector>

#include "package.hpp"
#include "reference.hpp"

namespace kvali::xlsx {

/// A table in the sense of Excel ("Insert, Table"), without its row of totals.
struct TablePart {
  std::string name;
  Box box;
};

/// The tables of a sheet.
std::vector<TablePart> read_tables(const Archive& archive, const std::string& sheet_part,
                                   const Progress& progress);

}  // namespace kvali::xlsx
