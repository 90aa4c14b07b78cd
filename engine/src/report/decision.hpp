#pragma once

#include <string>

#include "base/diagnostic.hpp"

namespace kvali {

/// What a person has decided where sources disagree (domain.md, M5): [[decision]] of report.toml, or a
/// row of the workbook of findings.
struct Decision {
  std::string about;  ///< Subject of the finding C-01 or C-02.
  std::string value;  ///< Its value, for which it was decided; "" = whatever it is.
  std::string take;   ///< Name of the source that is right, or the value.
  std::string who;
  std::string reason;
  Place place;
  bool used = false;
  std::string instead = {};  ///< What the finding says now, where it is no longer `value`.
  std::string choices = {};  ///< What may be taken, where `take` is none of it: `"ours" (5), "theirs" (6)`.
};

}  // namespace kvali
