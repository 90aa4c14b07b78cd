#pragma once

#include <string>

#include "cell_store.hpp"
#include "text_pool.hpp"

namespace kvali::xlsx {

/// What a cell says, as text that reads the same everywhere: "12.5", "45%", "2020-12-08", "2020-12"
/// for a date shown as month and year, "14:30", "TRUE"; "" for a cell that holds no value.
std::string display_text(const Cell& cell, const TextPool& texts);

}  // namespace kvali::xlsx
