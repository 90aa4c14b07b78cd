#pragma once

#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "locale/catalogue.hpp"

namespace kvali {

/// Adds what else is to be said, as a sentence of its own.
void add_note(std::string& notes, std::string_view note);

/// Why somebody let a finding stand, and who: "The office moved (Nino Example)".
[[nodiscard]] std::string reason_of(const Diagnostic& finding, const Catalogue& words);

}  // namespace kvali
