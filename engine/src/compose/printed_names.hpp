#pragma once

#include <functional>
#include <set>
#include <string>

#include "compose/template.hpp"

namespace kvali {

/// Every name that the template may use for a table or column: all words of its text that could be one.
/// A table or column that is not among them is printed nowhere, because templates have no other way to
/// name one.
[[nodiscard]] std::set<std::string, std::less<>> printed_names(const Template& templ);

}  // namespace kvali
