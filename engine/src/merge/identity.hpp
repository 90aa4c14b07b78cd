#pragma once

#include <filesystem>

#include "base/diagnostic.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// Replaces references to indicators, results and organisations by the ids they mean: the id itself,
/// a code, an acronym, a name in any language or an alias, compared after folding (M1, M2).  An
/// unknown indicator or result is a finding (D-02); an unknown organisation stays as written.
void resolve_references(Workspace& workspace, const std::filesystem::path& folder, Diagnostics& diagnostics);

}  // namespace kvali
