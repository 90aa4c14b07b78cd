#pragma once

#include <vector>

#include "model/across_space.hpp"
#include "model/indicator.hpp"
#include "table/table.hpp"

namespace kvali {

/// Reads the numbers of rows of `observation` or `opening`; knows its columns, so that none is looked up
/// by name for a row.
class RowValues {
 public:
  explicit RowValues(const Table& table);

  [[nodiscard]] RowValue read(std::size_t row, const IndicatorRule& rule) const;
  [[nodiscard]] bool has_number(std::size_t row, const IndicatorRule& rule) const;
  /// Does it say something in words, in any language?
  [[nodiscard]] bool has_text(std::size_t row) const { return any(texts_, row); }
  [[nodiscard]] EvidenceId evidence(std::size_t row) const;
  /// The unit that the row itself names, or "".
  [[nodiscard]] std::string_view unit(std::size_t row) const;

 private:
  static bool any(const std::vector<const Column*>& columns, std::size_t row);
  [[nodiscard]] EvidenceId evidence_of(const RowValue& value, std::size_t row) const;

  const Table& table_;
  const Column *value_, *num_, *den_, *cumulative_, *id_, *unit_, *as_of_;
  std::vector<const Column*> notes_, texts_;
  std::vector<std::uint32_t> persons_;  ///< Of every code of `id`: equal after folding, equal numbers.
};

}  // namespace kvali
