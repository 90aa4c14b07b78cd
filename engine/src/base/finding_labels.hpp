#pragma once

#include <array>
#include <string>

#include "base/diagnostic.hpp"

namespace kvali {

/// The words around a finding on a terminal; English unless set.
struct FindingLabels {
  std::array<std::string, 4> severities = {"info", "warning", "error", "block"};  ///< By Severity.
  std::string hint = "hint";
  std::string stands = "stands";
};

/// render() with the words of another language.
[[nodiscard]] std::string render(const Diagnostic& diagnostic, bool colour, const FindingLabels& labels);

}  // namespace kvali
