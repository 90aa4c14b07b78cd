#pragma once

#include <cstdint>
#include <kvali/plugin.hpp>
#include <string>
#include <vector>

namespace kvali::csv {

struct Options {
  File file;
  std::string delimiter = "auto";
  std::string encoding = "auto";
  std::string decimal = "auto";
  int64_t header = 1;
  int64_t header_rows = 1;
  std::string below;
  std::vector<std::string> skip_rows_starting_with;
  std::string table = "rows";
};

/// Reads the file, finds out how it is written, and hands over its table.  Throws Error where there
/// is no table; what can be read with a doubt is reported.
void open(const Options& options, const Component& reporter);

/// The same for bytes that are already in memory; `path` only names them.
void open_bytes(std::string_view content, const std::string& path, const Options& options,
                const Component& reporter);

}  // namespace kvali::csv
