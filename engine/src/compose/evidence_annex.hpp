#pragma once

#include "compose/writer.hpp"

namespace kvali {

/// Fills the annex of evidence: a row for every figure printed, with its source and records, and an
/// anchor that the figure links to.  The records' files and places are for internal readers only;
/// others see the source's name and the record's number.
void write_evidence_annex(Document& document, const Writer& writer, Evaluator& evaluator);

}  // namespace kvali
