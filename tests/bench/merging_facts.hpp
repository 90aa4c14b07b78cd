#pragma once

#include <cstddef>

#include "model/figures.hpp"
#include "table/workspace.hpp"

namespace kvali::bench {

/// What collect() would give of a large project: `rows` observations of 200 indicators by month, place,
/// sex and age, one in a hundred of them in two sources, in the order of places as offices send them; one
/// attendance record for every five observations.
[[nodiscard]] Workspace collected_facts(std::size_t rows);

/// The report over them: the last of their months.
[[nodiscard]] Frame merging_frame();

}  // namespace kvali::bench
