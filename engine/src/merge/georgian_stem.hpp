#pragma once

#include <string>
#include <string_view>

namespace kvali {

/// What the case forms of a Georgian name have in common: გობაძე, გობაძის and გობაძემ give გობაძ.  Words
/// without Georgian letters stay.  For proposals only: stems of two names may agree by chance.
[[nodiscard]] std::string georgian_stem(std::string_view folded_name);

}  // namespace kvali
