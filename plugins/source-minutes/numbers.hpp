// Numbers that a statement marks as a value of an indicator: "[1.4: 120, 2025-12]".
#pragma once

#include <string>
#include <vector>

#include "record.hpp"

namespace kvali::minutes {

struct MarkedNumber {
  std::string indicator;  ///< Its code, as written.
  std::string value;      ///< Canonical: "1250.5".
  Maybe period;           ///< As written.
};

/// Takes the marks out of a text.  A mark is a code, a colon and a space (or "="), a number and, behind a
/// comma, a period, all in square brackets; anything else in brackets stays text.
std::vector<MarkedNumber> take_numbers(std::string& text);

}  // namespace kvali::minutes
