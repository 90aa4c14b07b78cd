#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/period.hpp"

namespace kvali {

/// What an approval covers.
struct Release {
  std::string content_sha256;
  Period period;
  int revision = 0;
  /// Address and eml_sha256 of every mail, in any order.
  std::vector<std::pair<std::string, std::string>> mails;
};

/// Changes when anything of it does: a byte of a file, a recipient, the period.
[[nodiscard]] std::string release_sha256(Release release);

}  // namespace kvali
