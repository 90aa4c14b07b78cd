#pragma once

#include <string>
#include <vector>

#include "number_format.hpp"
#include "package.hpp"

namespace kvali::xlsx {

/// What the numbers of cells mean, by the index that a cell's attribute `s` names.
class Styles {
 public:
  [[nodiscard]] NumberFormat format(size_t index) const {
    return index < formats_.size() ? formats_[index] : NumberFormat{};
  }

 private:
  friend Styles read_styles(const Archive& archive, const std::string& part, const Progress& progress);
  std::vector<NumberFormat> formats_;
};

/// Reads the styles part; a workbook without one has plain numbers only.
Styles read_styles(const Archive& archive, const std::string& part, const Progress& progress);

}  // namespace kvali::xlsx
