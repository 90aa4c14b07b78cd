#pragma once

#include <filesystem>

#include "base/diagnostic.hpp"
#include "merge/references.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// Gives one id to meetings that sources name differently: those of one calendar entry, of one number in a
/// series, else of one day, organiser and title (domain.md, M2).  Two entries of a calendar, or two
/// meetings of one source, stay two.  Returns the ids that went.
[[nodiscard]] ReplacedIds identify_meetings(Workspace& workspace, const std::filesystem::path& folder,
                                            Diagnostics& diagnostics);

/// Gives ids to the records of other tables that have none, by Schema::natural_keys: that of the record
/// with the same key, else one made of the key.  A row without either is left out: D-09.
void complete_ids(Workspace& workspace, const std::filesystem::path& folder, Diagnostics& diagnostics);

}  // namespace kvali
