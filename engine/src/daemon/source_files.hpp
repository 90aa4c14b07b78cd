#pragma once

#include <vector>

#include "base/instant.hpp"
#include "report/missing_sources.hpp"

namespace kvali {

/// What lies in the report's folder for each of its sources.  A file that was changed in the last minutes or
/// is open in an office program is not there yet: somebody is still at it.
[[nodiscard]] std::vector<SourceFiles> source_files(const Report& report, Instant now);

}  // namespace kvali
