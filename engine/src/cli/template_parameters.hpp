#pragma once

#include <map>
#include <string>

#include "base/diagnostic.hpp"
#include "compose/template.hpp"
#include "report/report.hpp"

namespace kvali {

/// The values of a template's parameters: what report.toml says, else what the template falls back to.
/// CFG-01 for a parameter that the template does not have, CFG-02 for one of another type.
[[nodiscard]] std::map<std::string, Scalar, std::less<>> template_parameters(const Template& form,
                                                                             const Report& report,
                                                                             Diagnostics& diagnostics);

}  // namespace kvali
