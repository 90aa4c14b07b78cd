#include "cli/report_facts.hpp"

#include "base/error.hpp"

namespace kvali {

std::string file_period(const ReportFacts& facts) {
  std::string text = period_text(facts.frame.period, facts.report.project.fiscal);
  const std::size_t dots = text.find("..");
  if (dots != std::string::npos) text.replace(dots, 2, "_");
  return text;
}

void refuse_changed_inputs(const ReportFacts& facts) {
  const std::vector<std::string> changed = facts.inputs.changed();
  if (!changed.empty())
    throw Error(changed.front() + " was changed while the report was made",
                "save and close it, then make the report again");
}

}  // namespace kvali
