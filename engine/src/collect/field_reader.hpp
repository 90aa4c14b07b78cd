#pragma once

#include <optional>
#include <vector>

#include "collect/cell_reader.hpp"
#include "collect/map_plan.hpp"
#include "collect/map_table.hpp"
#include "collect/target_column.hpp"
#include "collect/value_lists.hpp"

namespace kvali {

/// What a cell of a source says.
struct FieldReading {
  std::optional<std::uint32_t> row;  ///< Of the canonical table, which has the same there.
  CellReading cell;                  ///< Where no row has it.
  bool present = false;              ///< There is a value.

  [[nodiscard]] const CellProblem* problem() const { return !row && cell.problem ? &*cell.problem : nullptr; }
};

/// Reads one field from the rows of a source's table and writes it to the canonical one.
///
/// Each distinct text is read once; when it comes again, what it came to is copied within the column.  A
/// million rows have some thousands of texts, and to read a number, a period or a key takes up to a
/// microsecond.
class FieldReader {
 public:
  /// All of them must outlive this.
  FieldReader(const FieldPlan& plan, const RawTable& raw, const MapContext& context, ValueLists& lists,
              Table& to);

  [[nodiscard]] const FieldPlan& plan() const { return plan_; }
  /// Valid until the next call.
  const FieldReading& read(std::size_t row);
  /// Appends what was read last to the columns of the field.
  void append();

 private:
  /// Of the canonical table: the first with what a text says.
  struct FirstRow {
    std::uint32_t number : 31 = 0;  ///< + 1; 0 = none yet.
    std::uint32_t present : 1 = 0;  ///< Here too, because the rows lie far apart in memory.
  };

  [[nodiscard]] CellReading read_cell_of(std::size_t row) const;

  const FieldPlan& plan_;
  const RawTable& raw_;
  const MapContext& context_;
  ValueLists& lists_;
  Table& to_;
  TargetColumn first_;             ///< The column of the field, or the first days of its periods.
  TargetColumn last_;              ///< The last days of its periods.
  std::vector<FirstRow> rows_;     ///< By dictionary code.
  FirstRow* first_row_ = nullptr;  ///< Of the text that was read last.
  FieldReading reading_;
};

}  // namespace kvali
