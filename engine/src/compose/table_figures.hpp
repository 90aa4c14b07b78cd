#pragma once

#include <functional>
#include <string>
#include <vector>

#include "compose/evaluator.hpp"
#include "compose/printed_figures.hpp"

namespace kvali {

/// Gives the cells of a table that is printed, and its totals, names of their own among the figures of
/// the document: says what each is about, from the words of its row and of its column's heading.
class TableFigures {
 public:
  /// `table` has its columns and groups already.
  TableFigures(PrintedFigures& figures, const Evaluator& evaluator, const TableBlock& table)
      : figures_(figures), evaluator_(evaluator), table_(table) {}

  /// `origins`: of each column a datum a row, with the cell or the computation that it came from; may be
  /// empty.  `row_name` is the beginning of the ids of a row.
  void name_cells(Table& data, const std::vector<std::vector<Datum>>& origins,
                  const std::function<std::string(std::size_t)>& row_name);
  /// After name_cells().
  void name_totals(const Table& data, Table& summary, const std::string& name);

 private:
  [[nodiscard]] std::string label_of(const ColumnSpec& spec) const;
  [[nodiscard]] std::string words_of_row(const Table& data, std::size_t row) const;
  [[nodiscard]] std::string what(const Table& data, std::size_t row, const ColumnSpec& spec) const;
  void find_naming(const Table& data);

  PrintedFigures& figures_;
  const Evaluator& evaluator_;
  const TableBlock& table_;
  const Column* naming_ = nullptr;  ///< Says what a row is about.
  const Column* beside_ = nullptr;  ///< Tells rows of one code apart: "1.1 women".
};

}  // namespace kvali
