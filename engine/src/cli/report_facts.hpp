#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/period.hpp"
#include "collect/file_states.hpp"
#include "collect/source_overview.hpp"
#include "compose/narrative.hpp"
#include "frozen/since_last.hpp"
#include "model/figures.hpp"
#include "model/finance.hpp"
#include "privacy/protect.hpp"
#include "report/report.hpp"
#include "review/answers.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// Which report is meant, and what of its report.toml is overruled on the command line.
struct ReportRequest {
  std::filesystem::path report;      ///< Absolute.
  std::string period;                ///< "" = the report's.
  std::optional<Date> as_of;         ///< Nothing = the report's, else the period's end.
  std::vector<std::string> langs;    ///< Empty = the report's.
  std::vector<std::string> formats;  ///< Renderers; empty = the report's outputs.
  std::filesystem::path
      findings_to;  ///< Workbook that all findings go to, where they may be answered; "" = none.
  std::vector<std::filesystem::path> template_folders;
};

/// Everything that is known before a report is put into words: free of language, template and renderer.
struct ReportFacts {
  Report report;  ///< As it was asked for: its languages, outputs.
  Frame frame;
  std::filesystem::path template_folder;
  std::vector<std::string> outline;  ///< What the template is made of: outline_of().
  bool fixed_structure = false;      ///< And no other than that.
  Workspace merged;
  Figures figures;
  Finance finance;
  SinceLast since;  ///< What the donor was told before.
  std::optional<NarrativeFolder> narratives;
  Protection protection;  ///< What the audience may not see; decided once for all languages.
  std::vector<Answer> answers;
  std::vector<SourceOverview> overview;  ///< What was taken from each source.
  /// All findings so far, as a document may tell them: places relative to the report's folder.
  Diagnostics findings;
  /// How every file that may be read stood before it was.
  FileStates inputs;
  /// False: report.toml is so wrong that nothing can be made of it.  Then only `report`, `merged`,
  /// `answers` and `overview` are filled.
  bool complete = false;
};

/// The period as the names of files write it: 2025-12, 2025-Q4, 2025-07-01_2025-12-31.
[[nodiscard]] std::string file_period(const ReportFacts& facts);

/// Throws Error where somebody has written to a file since it was read: what is told of it afterwards, such
/// as its SHA-256, would be of other bytes.
void refuse_changed_inputs(const ReportFacts& facts);

}  // namespace kvali
