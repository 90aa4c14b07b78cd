#pragma once

#include "base/diagnostic.hpp"
#include "document/document.hpp"
#include "locale/catalogue.hpp"
#include "model/figures.hpp"
#include "review/answers.hpp"

namespace kvali {

/// All findings as a document to be filled in: how to, then a table of findings, and one of the
/// deviations that want an explanation.  Answers given so far stand in their rows; those without a
/// finding keep a row of their own, so that writing the document again loses nothing.
[[nodiscard]] Document findings_document(const Diagnostics& diagnostics, const std::vector<Answer>& answers,
                                         const Figures& figures, const Workspace& merged,
                                         const Catalogue& words);

}  // namespace kvali
