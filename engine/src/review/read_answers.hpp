#pragma once

#include <filesystem>
#include <vector>

#include "collect/plugin_host.hpp"
#include "report/report.hpp"
#include "review/answers.hpp"

namespace kvali {

/// Reads what people filled in, through the source plugin of the file's kind: every row with a reason
/// or a name of every sheet that has the columns finding, subject, reason and who, headed in any of the
/// report's languages or English.  Findings of the plugin, and E-03 where there are no such columns or one of
/// them is gone.
[[nodiscard]] std::vector<Answer> read_answers(const std::filesystem::path& file, const Report& report,
                                               PluginHost& plugins, Diagnostics& diagnostics);

/// explanations.xlsx, explanations.csv and findings.xlsx beside report.toml, as far as they are there.
[[nodiscard]] std::vector<std::filesystem::path> answer_files(const std::filesystem::path& folder);

}  // namespace kvali
