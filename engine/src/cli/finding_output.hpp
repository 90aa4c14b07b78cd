#pragma once

#include <iosfwd>
#include <string>

#include "base/diagnostic.hpp"

namespace kvali {

/// How findings are shown on a terminal.
struct FindingStyle {
  bool colour = false;
  std::string lang = "en";  ///< The language they are told in.
};

/// Prints findings as people read them, with the line they speak of, and a closing count.
void print_findings(const Diagnostics& findings, std::ostream& out, const FindingStyle& style);

/// The same for machines: one JSON object a line.
void print_findings_json(const Diagnostics& findings, std::ostream& out);

}  // namespace kvali
