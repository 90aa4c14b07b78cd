#include "collect/sample_texts.hpp"

#include <algorithm>

namespace kvali {

std::vector<SampleText> sample_texts(const Column& column) {
  constexpr std::size_t most_texts = 5000;
  const std::size_t wanted = std::min(most_texts, column.distinct_texts());
  std::vector<SampleText> sample;
  sample.reserve(wanted);
  // Codes are in the order in which the texts come: a new text has the next one.
  for (std::size_t row = 0; row < column.size() && sample.size() < wanted; ++row)
    if (!column.missing(row) && column.code(row) >= sample.size()) sample.push_back({row, column.text(row)});
  return sample;
}

}  // namespace kvali
