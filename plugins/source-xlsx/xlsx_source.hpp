#pragma once

#include <string>
#include <string_view>

#include "options.hpp"

namespace kvali::xlsx {

/// Reads the workbooks and hands over their table.  Throws Error where there is none; what can be read
/// with a doubt is reported.
void open(const Options& options, const Component& reporter);

/// The same for one workbook that is already in memory; `path` only names it.
void open_bytes(std::string_view content, const std::string& path, const Options& options,
                const Component& reporter);

}  // namespace kvali::xlsx
