#pragma once

#include <string>
#include <vector>

namespace kvali {

/// The texts one after the other, each as "3:abc,": what differs in any field differs as a whole.
[[nodiscard]] inline std::string joined_fields(const std::vector<std::string>& fields) {
  std::string all;
  for (const std::string& field : fields) all += std::to_string(field.size()) + ':' + field + ',';
  return all;
}

}  // namespace kvali
