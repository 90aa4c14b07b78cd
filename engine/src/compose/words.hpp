#pragma once

#include "locale/catalogue.hpp"

namespace kvali {

/// Lays the words that composing itself writes (totals, legends, the annex of evidence) into a
/// catalogue; a template's own come over them.
void add_compose_words(Catalogue& catalogue);

}  // namespace kvali
