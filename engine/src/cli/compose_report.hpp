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

/// How the facts are to be put into words.
struct ComposeRequest {
  std::string lang;
  bool draft = false;        ///< Marks every page.
  bool all_figures = false;  ///< Document::figures is wanted whole, annex or not.
};

/// Puts the facts into words: the tables that a template sees, then the template itself.  Nothing after a
/// finding that forbids to write anything.
[[nodiscard]] std::optional<ComposedReport> compose_report(ReportFacts& facts, const ComposeRequest& request,
                                                           Diagnostics& diagnostics);

}  // namespace kvali
