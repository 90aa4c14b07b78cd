#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "collect/arrow_import.hpp"
#include "collect/cell_reader.hpp"
#include "collect/map_table.hpp"

namespace kvali {

/// What is wrong with the cells of one table.  The same mistake in many rows is one finding, which names
/// the first of them and how many there are.
class CellProblems {
 public:
  CellProblems(const RawTable& raw, const MapContext& context, const Evidence& evidence)
      : raw_(raw), context_(context), evidence_(evidence) {}

  /// `from`: the column of the cell, or null if the whole row is meant.
  void add(const CellProblem& problem, const Column* from, std::size_t row);
  /// Reports them all, in the order of their first rows.
  void report();

 private:
  struct Repeated {
    Diagnostic finding;
    std::vector<std::int64_t> rows;  ///< The first of them.
    std::size_t count = 0;
  };

  [[nodiscard]] Diagnostic finding_of(const CellProblem& problem, const Column* from, std::size_t row);

  const RawTable& raw_;
  const MapContext& context_;
  const Evidence& evidence_;
  std::map<std::pair<const Column*, std::string>, std::size_t> known_;  ///< Column, message -> found_.
  std::vector<Repeated> found_;
};

}  // namespace kvali
