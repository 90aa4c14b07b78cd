#pragma once

#include <iosfwd>

#include "base/diagnostic.hpp"

namespace kvali {

/// Prints findings as people read them, with the line they speak of, and a closing count.
void print_findings(const Diagnostics& findings, std::ostream& out, bool colour);

/// The same for machines: one JSON object a line.
void print_findings_json(const Diagnostics& findings, std::ostream& out);

}  // namespace kvali
