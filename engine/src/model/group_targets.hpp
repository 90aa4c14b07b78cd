#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/categories.hpp"
#include "model/indicator.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// Targets that are set for groups of people and not for all of them: those of one breakdown make the whole
/// where every group that is reported has one.
class GroupTargets {
 public:
  explicit GroupTargets(const Workspace& merged);

  /// The rows of `target` of one indicator and scope that are in force, by the group they are for.
  using Rows = std::map<Slice, std::size_t>;
  struct Whole {
    std::vector<std::size_t> rows;         ///< Of the breakdown that makes the whole; none where none does.
    std::set<std::string> groups_without;  ///< They are reported and have no target.
  };
  [[nodiscard]] Whole of(const IndicatorRule& rule, const Rows& rows) const;

 private:
  /// Are there values of groups of its dimensions?
  [[nodiscard]] bool is_reported(const IndicatorRule& rule, const Rows& breakdown) const;
  [[nodiscard]] std::set<std::string> lacking(const IndicatorRule& rule, const Rows& breakdown) const;

  std::map<std::string, std::set<Category>, std::less<>> reported_;  ///< By indicator; the unknown left out.
};

}  // namespace kvali
