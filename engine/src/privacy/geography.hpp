#pragma once

#include <map>
#include <set>
#include <string>

#include "table/workspace.hpp"

namespace kvali {

/// The locations of the records: which lie below a municipality, and in which other one.
class Geography {
 public:
  /// `level`: that of a municipality.
  Geography(const Workspace& merged, int level);

  [[nodiscard]] bool is_below(const std::string& id) const { return below_.contains(id); }
  /// "" without one, and of what is no location.
  [[nodiscard]] std::string parent(const std::string& id) const;

 private:
  std::set<std::string> below_;
  std::map<std::string, std::string> parents_;
};

}  // namespace kvali
