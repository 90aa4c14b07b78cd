#pragma once

#include <string>
#include <vector>

#include "layout.hpp"

namespace kvali::xlsx {

struct Heading {
  std::string name;   ///< Unique and not empty.
  std::string label;  ///< As written; "" if nothing is written.
};

struct Headings {
  std::vector<Heading> columns;
  std::vector<std::string> repeated;  ///< Names that several columns have, each once.
};

/// Names the columns of a table.  A merged heading holds for all its columns; stacked headings are
/// joined: "Q1 / Jan".  A repeated name gets a number ("Reached 2"), an empty one the position of its
/// column ("c7").
Headings headings_of(const SheetView& sheet, const Layout& layout);

}  // namespace kvali::xlsx
