#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "table/evidence.hpp"

namespace kvali {

/// Finds where a cell stands in its file, for findings: line, column in characters, and the line
/// itself.  Files are read once, when the first finding needs them.
class CellPlaces {
 public:
  /// Paths of the evidence are relative to `folder`.
  CellPlaces(const Evidence& evidence, std::filesystem::path folder)
      : evidence_(evidence), folder_(std::move(folder)) {}

  /// Fills place and excerpt.  `raw` is the cell as written, or "".
  void locate(const SourceRef& ref, std::string_view raw, Diagnostic& finding);

 private:
  std::string_view line_of(const std::filesystem::path& file, std::int64_t line);

  const Evidence& evidence_;
  std::filesystem::path folder_;
  std::filesystem::path loaded_;
  std::string content_;
  std::vector<std::size_t> starts_;  ///< Byte offset of each line of content_.
};

}  // namespace kvali
