#pragma once

#include <string>
#include <vector>

#include "init/data_facts.hpp"
#include "init/report_folder.hpp"

namespace kvali {

/// A file of figures that a report is to be made of.
struct DataFile {
  std::string plugin;     ///< Source that reads it: csv, xlsx.
  std::string file;       ///< Its name in the report's folder.
  std::string sheet;      ///< Of a workbook, where another one than the first is meant; else "".
  std::string table;      ///< Which of its tables, where it has several; else "".
  std::string source_id;  ///< Printed as the source of the figures.
  int header_rows = 1;    ///< How many rows of headings there are.
};

/// report.toml, the list of indicators and a README for the data.  What could not be guessed is a
/// remark in report.toml.
[[nodiscard]] std::vector<NewFile> report_of_data(const std::string& id,
                                                  const std::vector<std::string>& langs, const DataFile& data,
                                                  const TableGuess& guess, const DataFacts& facts);

/// Can the figures be reported at all?  Indicators, periods and values are all there.
[[nodiscard]] bool is_complete(const TableGuess& guess, const DataFacts& facts);

/// What is still to be done by hand, one sentence each.
[[nodiscard]] std::vector<std::string> open_questions(const TableGuess& guess, const DataFacts& facts);

}  // namespace kvali
