#pragma once

#include "compose/evaluator.hpp"

namespace kvali {

/// Checks every name of a template against the report before anything is evaluated: tables, columns,
/// facts, parameters, filters, functions.  All of them, also in branches that will not be taken, with
/// "did you mean".
void check_names(const Template& templ, const Evaluator& evaluator, TemplateFindings& findings);

}  // namespace kvali
