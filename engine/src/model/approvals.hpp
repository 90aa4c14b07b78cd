#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// One row that sets a target or a budget line, as it was approved.
struct Version {
  std::size_t row = 0;
  std::optional<Date> approved_on;  ///< Nothing: there from the beginning.
  std::string amendment;            ///< Its id, or "".
};

/// All rows that set the same thing, in the order of their approval, and which of them is in force.
struct Versions {
  std::vector<Version> all;
  std::optional<std::size_t> valid;  ///< Index of the last one approved by the day in question.

  [[nodiscard]] const Version* in_force() const { return valid ? &all[*valid] : nullptr; }
};

/// Rows by what they set, in the order of the keys.
using VersionMap = std::map<std::string, Versions, std::less<>>;

/// Lays the rows of a table with the columns `amendment` and `approved_on` together by `key_of`.  An
/// amendment's own date stands in for a row's.  A row of an amendment that nobody dated never comes into
/// force: that is a finding I-17 on what `describe` says of the row.
[[nodiscard]] VersionMap versions_of(const Workspace& merged, const Table& table, Date day,
                                     const std::function<std::string(std::size_t)>& key_of,
                                     const std::function<std::string(std::size_t)>& describe,
                                     Diagnostics& diagnostics);

}  // namespace kvali
