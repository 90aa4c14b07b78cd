#pragma once

#include <map>
#include <string>

#include "package.hpp"
#include "reference.hpp"

namespace kvali::xlsx {

/// Comments by cell.  Old comments lose the author's name that Excel writes above them; threads give
/// their messages, one a line.
using Comments = std::map<CellAddress, std::string>;

Comments read_comments(const Archive& archive, const std::string& sheet_part, const Progress& progress);

}  // namespace kvali::xlsx
