#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "compose/names_used.hpp"
#include "compose/template.hpp"

namespace kvali {

/// What a template is and what it needs, as far as can be told without a report.
struct TemplateSurvey {
  Template form;                   ///< In the first of its languages.
  std::vector<std::string> langs;  ///< Languages it has texts in, English first; English if there are none.
  NamesUsed used;
};

/// Reads a template with its texts in all its languages.  Everything wrong that shows without a report
/// goes to `diagnostics`, by file and line, each once: TPL-01 to TPL-11, texts that a language lacks
/// (L-01), texts, parameters and blocks that nothing asks for (TPL-12).
[[nodiscard]] TemplateSurvey survey_template(const std::filesystem::path& folder, Diagnostics& diagnostics);

}  // namespace kvali
