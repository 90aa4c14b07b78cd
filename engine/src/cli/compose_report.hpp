#pragma once

#include "cli/report_facts.hpp"
#include "compose/template.hpp"
#include "document/document.hpp"

namespace kvali {

/// A report in one language, and the template it was made with.
struct ComposedReport {
  Template form;
  Document document;
  Workspace tables;  ///< That the template saw.
};

/// Puts the facts into words: the tables that a template sees, then the template itself.  `draft` marks
/// every page.  Nothing after a finding that forbids to write anything.
[[nodiscard]] std::optional<ComposedReport> compose_report(ReportFacts& facts, const std::string& lang,
                                                           bool draft, Diagnostics& diagnostics);

}  // namespace kvali
