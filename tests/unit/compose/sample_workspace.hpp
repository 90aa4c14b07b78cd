#pragma once

#include "composing.hpp"

namespace kvali::test {

/// Three indicators, a meeting and what came of it, as the engine hands them to a template.
[[nodiscard]] Facts with_figures(const std::string& lang);
/// A project without indicators, meetings or anything else.
[[nodiscard]] Facts without_figures(const std::string& lang);

/// Appends a row of canonical cells to a table whose columns are "name:type" words: t, i, n, d, b.
class TableWriter {
 public:
  TableWriter(Workspace& workspace, const std::string& name, const std::string& columns,
              std::uint32_t origin);
  /// Cells in order; "-" not recorded, "n/a" not applicable, "..." not yet due, "(c)" withheld.
  TableWriter& row(const std::vector<std::string>& cells);

 private:
  Workspace& workspace_;
  std::string name_;
  std::uint32_t origin_;
  std::int64_t rows_ = 0;
};

}  // namespace kvali::test
