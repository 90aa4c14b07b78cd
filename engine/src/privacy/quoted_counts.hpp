#pragma once

#include <vector>

#include "base/diagnostic.hpp"
#include "document/document.hpp"
#include "locale/locale.hpp"
#include "privacy/protect.hpp"

namespace kvali {

/// Finds withheld counts that somebody wrote into a text, which nothing computes and nothing can withhold:
/// P-09 where a sentence has the number, in digits or in words, and the group is named there or in the title
/// of a section around it; and where the number is too large to be there by chance and no figure shows it.
/// Annexes are not read.
void check_quotes(const Document& document, const std::vector<WithheldValue>& withheld, const Locale& locale,
                  Diagnostics& diagnostics);

}  // namespace kvali
