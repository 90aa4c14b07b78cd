#pragma once

#include <string_view>

namespace kvali {

/// Orders codes as people do: 1.2 before 1.10, and otherwise by bytes.
[[nodiscard]] bool natural_less(std::string_view a, std::string_view b);

struct NaturalLess {
  using is_transparent = void;
  bool operator()(std::string_view a, std::string_view b) const { return natural_less(a, b); }
};

}  // namespace kvali
