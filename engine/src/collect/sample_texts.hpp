#pragma once

#include <string_view>
#include <vector>

#include "table/column.hpp"

namespace kvali {

/// A distinct text of a column and the first row that has it.
struct SampleText {
  std::size_t row;
  std::string_view text;
};

/// The first 5,000 distinct texts of a text column: what is wrong with a column's letters shows early.
[[nodiscard]] std::vector<SampleText> sample_texts(const Column& column);

}  // namespace kvali
