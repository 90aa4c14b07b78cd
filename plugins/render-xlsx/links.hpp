// Where links lead: anchors of the document to cells, addresses checked.
#pragma once

#include <kvali/plugin.hpp>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "names.hpp"

namespace kvali::xlsx {

class Links {
 public:
  explicit Links(const Component& log) : log_(&log) {}

  /// The first place of an anchor counts.
  void place(const std::string& anchor, const Place& at) { places_.emplace(anchor, at); }

  /// What Sheet::link() takes, or nothing where the link leads nowhere or may not be followed; each such
  /// link is reported once.
  /// `at` is the cell that has the link: "#^id" leads back to the first one that leads to "#id".
  [[nodiscard]] std::optional<std::string> target(std::string_view href, const Place& at);

 private:
  [[nodiscard]] const Place* place_of(std::string_view id) const;

  const Component* log_;
  std::map<std::string, Place, std::less<>> places_;
  std::map<std::string, Place, std::less<>> used_at_;  // The first cell that leads to an anchor.
  std::set<std::string, std::less<>> reported_;
};

}  // namespace kvali::xlsx
