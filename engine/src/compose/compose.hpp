#pragma once

#include <map>
#include <string>

#include "base/diagnostic.hpp"
#include "base/period.hpp"
#include "compose/narrative.hpp"
#include "compose/printed_figures.hpp"
#include "compose/template.hpp"
#include "document/document.hpp"
#include "table/record_order.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// Everything a report is made of.
struct ComposeInput {
  const Workspace& workspace;  ///< In the report's language already: plain columns, no title@ka.
  const Locale& locale;        ///< Decides how numbers and dates look.
  /// Dotted names: "project.title".  A known fact that is absent prints as not recorded; what is
  /// neither here nor known to the vocabulary is a finding.
  std::map<std::string, Scalar, std::less<>> facts;
  Period period;
  std::map<std::string, Scalar, std::less<>> parameters;
  DocumentMeta meta;  ///< What is known before; title, language and words are added.
  FiscalStart fiscal = {};
  Narratives narratives = {};            ///< The texts that people wrote, by section.
  ComputationOf how = {};                ///< How the figures of the workspace were computed; may be empty.
  const RecordOrder* records = nullptr;  ///< What records are called; null: by their rows.
  bool all_figures = false;              ///< Document::figures is wanted even without an annex, and whole.
};

/// Evaluates a template over the facts of a report.  Data enters only here, so that no value can
/// become markup.  Unknown names, type errors, bad links and broken references are findings with
/// their place in template.md; the document then shows "not applicable" in their stead.
[[nodiscard]] Document compose(const Template& templ, const ComposeInput& input, Diagnostics& diagnostics);

}  // namespace kvali
