#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace kvali {

/// What is wrong with a text such as "0 9 3 * *", and where in it.
struct TextFault {
  std::size_t at = 0;      ///< In bytes; the texts of schedules are ASCII where they are right.
  std::size_t length = 0;  ///< In bytes.
  std::string message;     ///< As of a Diagnostic.
  std::string hint;
};

using TextFaults = std::vector<TextFault>;

}  // namespace kvali
