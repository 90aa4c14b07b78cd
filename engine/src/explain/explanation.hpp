#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "collect/raw_records.hpp"

namespace kvali {

/// A record behind a figure.
struct RecordBehind {
  std::string source;
  std::int64_t number = 0;  ///< 0: the source numbers nothing.
  std::string place;        ///< "achievements.csv:14"
  std::vector<RawCell> cells;
};

/// A value that went into a figure, in words.
struct PartOfFigure {
  std::string name, value;
};

/// A value that another one was preferred to.
struct SetAside {
  std::string value, source;
  std::string place;  ///< Of the record that lost.
  std::string rule;   ///< "rank of the source", "open" ...
  std::string chosen, chosen_source;
};

/// Where a figure comes from.
struct Explanation {
  std::string id, what, value;
  std::string how;
  std::vector<PartOfFigure> parts;
  std::vector<RecordBehind> records;  ///< The first of them.
  std::size_t record_count = 0;
  bool withheld = false;        ///< The figure itself is: it would give small counts of people away.
  bool withheld_cells = false;  ///< What stands in the records tells of people too few to be shown.
  std::vector<SetAside> set_aside;
  std::vector<std::vector<std::string>> counted_once;  ///< Places of records that say the same.
  std::vector<std::string> targets;                    ///< In force, and what they were before.
  std::vector<std::string> missing;                    ///< Periods of the indicator without a value.
  std::vector<std::string> left_out;  ///< What belongs to it and could not be counted, with its place.
};

}  // namespace kvali
