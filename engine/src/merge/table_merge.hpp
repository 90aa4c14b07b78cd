#pragma once

#include "merge/conflicts.hpp"
#include "model/schema.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// Makes one row of all rows of a canonical table that mean the same record, sorted by their keys;
/// columns are sorted by name, so that it does not show which source came first.
void merge_table(Table& table, const Schema& schema, Workspace& workspace, Conflicts& conflicts);

}  // namespace kvali
