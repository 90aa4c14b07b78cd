#pragma once

#include <span>
#include <string>
#include <vector>

#include "merge/spellings.hpp"

namespace kvali {

/// A name that nobody has listed and that may mean a known one.
struct LookAlike {
  std::string name;  ///< As written.
  std::string like;  ///< The known name, folded; or another name that nobody has listed, as written.
  std::string id;    ///< What an alias would have to say.
};

/// Proposes what unknown names may mean: another case form of a Georgian name, or a name with few other
/// letters.  Where there are more names than can be compared in the time of a report, the later ones are
/// not.  The order of the result is that of the names.
[[nodiscard]] std::vector<LookAlike> look_alikes(std::span<const std::string> unknown,
                                                 const Spellings& known);

}  // namespace kvali
