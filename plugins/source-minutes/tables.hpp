// Records -> canonical tables, ready for the plugin border.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "record.hpp"

namespace kvali::minutes {

using Cell = std::variant<std::monostate, std::string, int64_t, bool, Date>;

struct Table {
  std::string name;
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;  ///< Each as wide as `columns`.
};

/// All seven tables, also those without rows, so that an empty one is known to be empty.  A text
/// has one column for each language seen in it ("title@ka"), `lang` always among them.
std::vector<Table> to_tables(const std::vector<Record>& records, const std::string& lang,
                             const std::string& project);

}  // namespace kvali::minutes
