#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/indicator.hpp"
#include "model/wider_reporters.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// Targets that are set for each place and not for the whole: they are laid together as values are.
class PlaceTargets {
 public:
  explicit PlaceTargets(const Workspace& merged);

  /// The rows of `target` of one indicator and scope that are in force, by place, "" for all; those of one,
  /// which are for its groups, add up.
  using Rows = std::map<std::string, std::vector<std::size_t>>;
  struct Whole {
    Quantity target;
    std::set<std::string> places_without;  ///< They report and have no target: there is no whole one.
  };
  [[nodiscard]] Whole together(const IndicatorRule& rule, const Rows& rows, Evidence& evidence) const;

 private:
  [[nodiscard]] std::set<std::string> around(const std::string& place) const;

  const Workspace& merged_;
  PlaceParents parents_;
  std::map<std::string, std::set<std::string>, std::less<>> reporting_;  ///< Places, by indicator.
};

}  // namespace kvali
