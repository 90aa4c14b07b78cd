#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "collect/plugin_host.hpp"
#include "init/data_report.hpp"

namespace kvali {

/// A table that a file of figures has to offer, and how report.toml is to name it.
struct OfferedTable {
  DataFile data;
  Table table;
  std::string sheet;  ///< Of a workbook; "" elsewhere.
};

/// Reads the file through its source plugin: the largest table of a CSV file, and that of every sheet of a
/// workbook, the one that is read without a word first.  Prints what was found.  Throws UsageError for
/// another kind of file, Error if no table with rows can be read.
[[nodiscard]] std::vector<OfferedTable> offered_tables(const std::filesystem::path& file,
                                                       PluginHost& plugins);

}  // namespace kvali
