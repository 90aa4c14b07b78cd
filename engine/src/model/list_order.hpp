#pragma once

#include <cstdint>
#include <vector>

#include "table/evidence.hpp"
#include "table/table.hpp"

namespace kvali {

/// The row of every record of `table` in the list of a source that names them all; of several such lists that
/// of the first by name.  Empty where no single list has them all, so that none has an order for them.
[[nodiscard]] std::vector<std::int64_t> rows_in_one_list(const Table& table, const Evidence& evidence);

}  // namespace kvali
