#pragma once

#include <map>
#include <string>
#include <vector>

#include "collect/arrow_import.hpp"
#include "collect/source_overview.hpp"

namespace kvali {

/// A cell of a record as its source has it, before the engine made a number or a date of it.
struct RawCell {
  std::string heading;
  std::string text;
};

/// The tables of the sources as they were given, kept for those who ask what stands in a record.
class RawRecords {
 public:
  /// `columns` are those that a map takes.
  void keep(RawTable table, std::vector<MappedColumn> columns);
  /// The cells of a record that are taken, in the order of the columns, without those that are empty; of
  /// columns across only the record's own.  Empty for a record that nobody kept.
  [[nodiscard]] std::vector<RawCell> cells(const SourceRef& ref) const;

 private:
  /// Which row of the table has a record of a file.
  struct RowAt {
    std::int64_t record = 0;
    std::uint32_t file = 0;
    std::uint32_t row = 0;
    [[nodiscard]] bool before(std::uint32_t other_file, std::int64_t other_record) const {
      return file != other_file ? file < other_file : record < other_record;
    }
  };
  struct Kept {
    RawTable raw;
    std::vector<std::string> fixed;   ///< Names of the columns that every record has.
    std::vector<std::string> across;  ///< Of those that a record has one of.
    std::vector<RowAt> rows;          ///< In order.
  };
  std::map<std::uint32_t, Kept> kept_;  ///< By origin.
};

}  // namespace kvali
