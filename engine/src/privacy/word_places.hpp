#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// The text files that words of a report come from, beside the records of its sources.
struct WordFiles {
  std::filesystem::path folder;  ///< Places of records are relative to it.
  std::vector<std::filesystem::path> narratives;
  std::vector<std::filesystem::path> of_template;  ///< The template, its words, report.toml.
};

/// Where somebody wrote a piece of a finished report, 20 places at most: in the narratives and the records;
/// if in none of them, in the template.
[[nodiscard]] std::vector<Place> places_of_words(std::string_view piece, const WordFiles& files,
                                                 const Workspace& records);

/// Fills the place of a finding on a name that the template uses.
void locate_in_template(std::string_view name, const WordFiles& files, Diagnostic& finding);

}  // namespace kvali
