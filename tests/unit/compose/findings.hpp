#pragma once

#include <string>

#include "base/diagnostic.hpp"
#include "compose/source_text.hpp"

namespace kvali::test {

/// One line per finding: "TPL-03 3:12-15 message; hint".
inline std::string listed(const Diagnostics& diagnostics) {
  std::string out;
  for (const Diagnostic& d : diagnostics.all()) {
    out += d.id + " " + std::to_string(d.place.line) + ":" + std::to_string(d.place.column) + "-" +
           std::to_string(d.place.column + d.place.width) + " " + d.message;
    if (!d.hint.empty()) out += "; " + d.hint;
    out += "\n";
  }
  return out;
}

}  // namespace kvali::test
