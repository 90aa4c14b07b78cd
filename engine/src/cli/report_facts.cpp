#include "cli/report_facts.hpp"

namespace kvali {

std::string file_period(const ReportFacts& facts) {
  std::string text = period_text(facts.frame.period, facts.report.project.fiscal);
  const std::size_t dots = text.find("..");
  if (dots != std::string::npos) text.replace(dots, 2, "_");
  return text;
}

}  // namespace kvali
