#pragma once

#include <map>
#include <string>

#include "table/scalar.hpp"

namespace kvali {

/// The canonical key of categories by dimension, "age=18-24;sex=f"; "not applicable" for a total.
[[nodiscard]] Scalar disaggregation_key(const std::map<std::string, std::string>& categories);

}  // namespace kvali
