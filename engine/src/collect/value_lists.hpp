#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "collect/cell_reader.hpp"
#include "report/report.hpp"
#include "table/column.hpp"

namespace kvali {

/// Puts the values of lists in the place of words, and remembers which words a list lacks.
class ValueLists {
 public:
  /// What the list of `map`, if it has one, makes of a cell; `from` and `row` say where it stands.  `judged`:
  /// whoever reads the cell then tells a word that cannot be, so that a list written in place need not.
  Scalar translate(const FieldMap* map, const Scalar& cell, const Column* from, std::size_t row,
                   bool judged = false);

  /// A finding and the cell it speaks of.
  struct Finding {
    CellProblem problem;
    const Column* from;
    std::size_t row;
  };
  /// One finding (D-08) for each list that lacks words: all of them, with the nearest that it has.
  [[nodiscard]] std::vector<Finding> findings() const;

 private:
  /// Where an unknown word was met first.
  struct FirstCell {
    const Column* from;
    std::size_t row;
  };
  using UnknownWords = std::map<std::string, FirstCell>;
  struct Words {
    std::set<std::string> known;
    UnknownWords unknown;
  };

  static bool is_meant_whole(const FieldMap& map, const Words& words);
  static Finding finding_of(const FieldMap& map, const UnknownWords& words);

  std::map<const FieldMap*, Words> words_;
};

}  // namespace kvali
