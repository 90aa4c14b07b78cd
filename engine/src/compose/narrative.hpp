#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "compose/template.hpp"

namespace kvali {

/// The text of one section for one period, ready to be printed.
struct Narrative {
  std::string lang;
  Nodes body;
};

/// By section.
using Narratives = std::map<std::string, Narrative, std::less<>>;

/// A narrative longer than this is no narrative, in bytes: about 40,000 words of English.
inline constexpr std::size_t most_narrative_bytes = 256U << 10U;

/// Parses what a person wrote: Markdown of its own, in which braces are text and which holds no raw
/// HTML, no pictures, no blocks and links to the outside only.  `file` is for findings (S-08 what it
/// must not hold, L-03 and L-08 odd letters, L-04 no-break spaces, L-05 broken characters), `about` their
/// subject.  Nothing if there is no word in it.
[[nodiscard]] std::optional<Nodes> parse_narrative(const std::filesystem::path& file, const std::string& text,
                                                   const std::string& about, Diagnostics& diagnostics);

/// Words of a text as a word processor counts them.
[[nodiscard]] int count_words(std::string_view text);

/// The folder `narrative` beside report.toml: <section>.<period>.<language>.md.
class NarrativeFolder {
 public:
  struct Wanted {
    std::filesystem::path report_folder;
    std::string period;              ///< As in the names of output files: 2025-12, 2025-Q4.
    std::vector<std::string> langs;  ///< All that the report is made in.
  };

  /// Reads the texts of the period.  Findings: S-01 a section without text that is required, or had one
  /// in an earlier period, S-06 more words than allowed, S-08 what is no narrative, S-09 names that no
  /// section, period or language has, L-07 numbers written as in another language.
  NarrativeFolder(Wanted wanted, const std::vector<SectionSpec>& sections, Diagnostics& diagnostics);

  /// The texts in one language; where it is lacking another stands in, with L-01.
  [[nodiscard]] Narratives in(const std::string& lang, Diagnostics& diagnostics) const;
  /// The files that were read, relative to the report's folder, sorted.
  [[nodiscard]] const std::vector<std::string>& files() const { return files_; }

 private:
  void judge(const std::filesystem::path& file, const std::vector<SectionSpec>& sections,
             Diagnostics& diagnostics);
  void read(const std::filesystem::path& file, const SectionSpec& section, const std::string& lang,
            Diagnostics& diagnostics);

  Wanted wanted_;
  std::vector<std::string> files_;
  std::set<std::string> usual_;  ///< Sections that had a text in an earlier period.
  std::map<std::string, std::map<std::string, Nodes>, std::less<>> texts_;  ///< By section and language.
};

}  // namespace kvali
