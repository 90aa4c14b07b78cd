#include "cli/explain_report.hpp"

#include <sstream>

#include "cli/compose_report.hpp"
#include "cli/explanation_output.hpp"
#include "cli/protect_facts.hpp"
#include "explain/explain_figure.hpp"
#include "privacy/redact_text.hpp"

namespace kvali {

namespace {

/// An explanation is shown to whom the copy is for, as well: it names nobody whom the copy does not name.
void redact(const RedactionRules& rules, Explanation& one) {
  std::vector<std::string*> texts{&one.what, &one.value, &one.how};
  for (PartOfFigure& part : one.parts) texts.insert(texts.end(), {&part.name, &part.value});
  for (RecordBehind& record : one.records)
    for (RawCell& cell : record.cells) texts.push_back(&cell.text);
  for (SetAside& other : one.set_aside) texts.insert(texts.end(), {&other.value, &other.chosen});
  for (std::vector<std::string>* list : {&one.targets, &one.missing, &one.left_out})
    for (std::string& text : *list) texts.push_back(&text);
  for (std::string* text : texts) *text = redacted(rules, *text);
}

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
                           request.all_records,
                           facts.protection.guarded};
  std::vector<Explanation> all = explain_figure(input, request.figure);
  const Redaction redaction(facts, composed->form, diagnostics);
  for (Explanation& one : all) redact(redaction.rules(), one);
  RunOutcome outcome;
  outcome.made = true;
  std::istringstream lines(request.json ? explanation_json(all)
                                        : explanation_text(all, *composed->form.catalogue));
  for (std::string line; std::getline(lines, line);) outcome.lines.push_back(line);
  return outcome;
}

}  // namespace kvali
