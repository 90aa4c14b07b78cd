#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "table/scalar.hpp"

namespace kvali {

/// The canonical key of categories by dimension, "age=18-24;sex=f"; "not applicable" for a total.
[[nodiscard]] Scalar disaggregation_key(const std::map<std::string, std::string>& categories);

/// The canonical key of what people write, "Sex = F; Age = 18-24"; words for a total are "not applicable",
/// what is no list of dimensions and categories is nothing.
[[nodiscard]] std::optional<Scalar> read_disaggregation(std::string_view text);

}  // namespace kvali
