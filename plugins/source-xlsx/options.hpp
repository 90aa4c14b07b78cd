#pragma once

#include <cstdint>
#include <kvali/plugin.hpp>
#include <string>
#include <vector>

namespace kvali::xlsx {

struct Options {
  std::vector<File> file;
  std::string sheet;
  std::string range;
  std::string below;
  int64_t header = 1;
  int64_t header_rows = 1;
  std::vector<std::string> skip_rows_starting_with;
  bool hidden = false;
  std::string table = "rows";
};

}  // namespace kvali::xlsx
