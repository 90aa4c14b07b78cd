#pragma once

#include <kvali/plugin.hpp>

#include "part.hpp"

namespace kvali::xlsx {

/// Tells of the cells of a table that hold no value: errors such as #REF!, formulas without a stored
/// result, and what is no number.  One finding for all cells of a kind; they are missing values.
void report_faults(const Part& part, const Component& reporter);

}  // namespace kvali::xlsx
