#pragma once

#include <filesystem>
#include <iosfwd>

#include "base/diagnostic.hpp"

namespace kvali {

/// The findings with paths below `folder` written relative to it: what goes into documents and
/// manifests must not depend on where the folder lies.
[[nodiscard]] Diagnostics relative_places(const Diagnostics& findings, const std::filesystem::path& folder);

/// Prints findings as people read them, with the line they speak of, and a closing count.
void print_findings(const Diagnostics& findings, std::ostream& out, bool colour);

/// The same for machines: one JSON object a line.
void print_findings_json(const Diagnostics& findings, std::ostream& out);

}  // namespace kvali
