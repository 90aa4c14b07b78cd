#pragma once

#include <string>
#include <vector>

#include "scanner.hpp"

namespace kvali::csv {

struct Heading {
  std::string name;   ///< Unique and not empty.
  std::string label;  ///< As written; "" if nothing is written.
};

struct Headings {
  std::vector<Heading> columns;
  std::vector<std::string> repeated;  ///< Names that several columns have, each once.
};

/// Names the columns after a heading row: its text with single spaces.  A repeated one gets a number
/// ("Reached", "Reached 2"), an empty one its position ("c7").
Headings headings_of(const Record& record);

/// The cells of a heading row as they are written.
std::vector<std::string> heading_texts(const Record& record);

/// The same for headings in several rows: joined by " / " from top to bottom.  An empty cell of an
/// upper row has its left neighbour's heading, if that one stands over headings below it.
Headings stacked_headings(std::vector<std::vector<std::string>> rows);

/// c1, c2 ... for a file without headings.
Headings numbered_headings(size_t count);

}  // namespace kvali::csv
