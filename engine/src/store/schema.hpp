#pragma once

#include "store/database.hpp"

namespace kvali {

/// The number of migrations this program knows; PRAGMA user_version of a store that has them all.
[[nodiscard]] int schema_version();

/// Brings the tables to schema_version(), in one transaction.  Refuses what is no store of Kvali, and one
/// that a newer program has written.
void migrate(Database& database, bool is_new);

}  // namespace kvali
