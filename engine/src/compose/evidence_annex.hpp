#pragma once

#include "compose/writer.hpp"

namespace kvali {

/// How many figures the annex of evidence in a template may list; 0 where it has none.
[[nodiscard]] std::size_t most_figures(const Nodes& nodes);

/// Fills the annex of evidence: a row for every figure printed, with its source and records, an
/// anchor that the figure links to, and a link back to where the figure is printed first.  The records' files
/// and places are for internal readers only; others see the source's name and the record's number.
void write_evidence_annex(Document& document, const Writer& writer, Evaluator& evaluator);

}  // namespace kvali
