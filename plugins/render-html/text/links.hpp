#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

namespace kvali::html {

/// The links of one page. The first link to an id is a target itself: what it leads to leads back there.
class Links {
 public:
  /// Appends the opening tag of a link. False, and nothing appended, for what is no link here: other
  /// schemes than http, https and mailto, and a way back to where nothing links from. `attributes`
  /// begins with a space.
  bool open(std::string& out, std::string_view href, std::string_view attributes = {});
  static void close(std::string& out) { out += "</a>"; }

 private:
  std::unordered_set<std::string> linked_;  // Ids some link leads to; looked up, never walked through.
};

}  // namespace kvali::html
