#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace kvali {

/// A column of a source and what the map takes it for.
struct MappedColumn {
  std::string heading;
  std::string letters;  ///< As a spreadsheet names it.
  std::string field;    ///< "value", "sex", "value of 2025-12, sex=f".
};

/// A heading that nobody takes but that looks as if somebody should.
struct NearMiss {
  std::string heading;
  std::string line;  ///< What to add below the map.
};

/// What became of one table of a source.
struct TableOverview {
  std::string table;      ///< As the source calls it.
  std::string canonical;  ///< "" = no map names it: it is kept under its own name.
  std::vector<MappedColumn> columns;
  std::size_t rows = 0;
  std::size_t taken = 0;
  std::size_t records = 0;
  std::size_t skipped = 0;  ///< By the map's `skip`: no records at all, such as sums and tags.
  std::map<std::string, std::size_t> left_out;  ///< Why -> rows.
  std::vector<std::string> ignored;             ///< Headings.
  std::vector<NearMiss> near_misses;
};

/// What `kvali check` shows of a source.
struct SourceOverview {
  std::string source;
  std::string plugin;
  bool read = false;  ///< False: a finding says why not.
  std::vector<TableOverview> tables;
};

}  // namespace kvali
