#pragma once

#include "compose/evaluator.hpp"
#include "compose/names_used.hpp"

namespace kvali {

/// Tables that sources bring under names of their own: those of the workspace, or not known because
/// there is no report.
enum class OwnTables { known, unknown };

/// Checks every name of a template against the report before anything is evaluated: tables, columns,
/// facts, parameters, filters, functions.  All of them, also in branches that will not be taken, with
/// "did you mean".
NamesUsed check_names(const Template& templ, const Evaluator& evaluator, TemplateFindings& findings,
                      OwnTables own = OwnTables::known);

}  // namespace kvali
