#pragma once

#include <kvali/plugin.hpp>
#include <memory>
#include <string>
#include <vector>

#include "part.hpp"

namespace kvali::xlsx {

/// A column of the table that is handed over.
struct OutColumn {
  std::string name;
  std::string label;   ///< As written; "" if nothing is written.
  std::string letter;  ///< "C"; "" where the workbooks differ.
  std::string format = "u";
  int scale = 0;
  bool percent = false;
  std::string note_of;            ///< Name of the column that these comments belong to, else "".
  std::vector<uint32_t> sources;  ///< Column on the sheet of each part; 0 = it has none.
};

/// The tables of all parts as one: columns of the same name are one column.
struct Plan {
  std::vector<std::shared_ptr<const Part>> parts;
  std::vector<OutColumn> columns;
};
Plan plan_columns(std::vector<std::shared_ptr<const Part>> parts, const Component& reporter);

/// Hands the table over; its rows are pulled later.
void add_table(const Plan& plan, const std::string& name, const Component& reporter);

}  // namespace kvali::xlsx
