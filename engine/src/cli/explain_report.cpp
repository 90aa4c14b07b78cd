#include "cli/explain_report.hpp"

#include <limits>
#include <sstream>

#include "cli/compose_report.hpp"
#include "cli/explanation_output.hpp"
#include "explain/explain_figure.hpp"

namespace kvali {

namespace {

/// Enough to see what sort of records they are.
constexpr std::size_t usual_records = 20;

}  // namespace

RunOutcome explain_report(ReportFacts& facts, const RawRecords& raw, const ExplainRequest& request,
                          Diagnostics& diagnostics, const StepListener& on_step) {
  const std::string& lang = facts.report.langs.front();
  on_step({"compose " + lang, {}});
  const auto composed = compose_report(facts, {lang, false, true}, diagnostics);
  if (!composed) return {};
  const RecordOrder order(facts.merged);
  const ExplainInput input{{facts.merged, facts.figures, facts.finance, facts.frame,
                            remembered_reports(facts.figures, facts.merged.evidence)},
                           composed->document,
                           composed->tables,
                           raw,
                           order,
                           *composed->form.catalogue,
                           facts.report.project.fiscal,
                           request.all_records ? std::numeric_limits<std::size_t>::max() : usual_records,
                           facts.protection.guarded};
  const std::vector<Explanation> all = explain_figure(input, request.figure);
  RunOutcome outcome;
  outcome.made = true;
  std::istringstream lines(request.json ? explanation_json(all)
                                        : explanation_text(all, *composed->form.catalogue));
  for (std::string line; std::getline(lines, line);) outcome.lines.push_back(line);
  return outcome;
}

}  // namespace kvali
