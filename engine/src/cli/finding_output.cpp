#include "cli/finding_output.hpp"

#include <fmt/format.h>

#include <fstream>
#include <optional>
#include <ostream>

#include "base/finding_labels.hpp"
#include "base/text.hpp"
#include "locale/catalogue.hpp"
#include "locale/finding_words.hpp"
#include "render/manifest.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t longest_excerpt = 400;

/// A line further down costs more to find than it is worth, in bytes.
constexpr std::size_t most_searched = 16u << 20;

/// The line a finding speaks of; "" where there is none worth showing.  A plugin may name anything as a
/// place: a device, a pipe that nobody writes to.
std::string line_of(const Place& place) {
  std::error_code error;
  if (!fs::is_regular_file(place.file, error)) return {};
  std::ifstream in(place.file);
  char buffer[longest_excerpt + 1];
  std::size_t searched = 0;
  for (int n = 0; n < place.line; ++n) {
    if (!in.getline(buffer, sizeof buffer) || searched > most_searched) return {};
    searched += std::size_t(in.gcount());
  }
  std::string line = buffer;
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return is_valid_utf8(line) ? line : std::string{};
}

/// A path as short as it can be said from `folder`.
std::string shortened(const std::string& file, const fs::path& folder) {
  if (file.empty() || file.front() != '/') return file;
  const std::string relative = fs::path(file).lexically_relative(folder).string();
  return relative.empty() || relative.rfind("../..", 0) == 0 ? file : relative;
}

FindingLabels labels_in(const Catalogue& words) {
  FindingLabels labels;
  for (const Severity severity : {Severity::info, Severity::warning, Severity::error, Severity::block})
    labels.severities.at(std::size_t(severity)) = words.text("terminal." + std::string(name_of(severity)));
  labels.hint = words.text("terminal.hint");
  labels.stands = words.text("terminal.stands");
  return labels;
}

MessageArguments counted(std::size_t n) {
  return {{"n", std::int64_t(n)}};
}

}  // namespace

void print_findings(const Diagnostics& findings, std::ostream& out, const FindingStyle& style) {
  if (findings.all().empty()) return;
  std::error_code error;
  const fs::path here = fs::current_path(error);
  const Locale locale(style.lang);
  const Catalogue words(locale);
  const FindingLabels labels = labels_in(words);
  std::optional<FindingWords> told;
  if (locale.language() != "en") told.emplace(locale);
  for (Diagnostic finding : findings.all()) {
    if (finding.excerpt.empty() && finding.place.line > 0) finding.excerpt = line_of(finding.place);
    finding.place.file = shortened(finding.place.file, here);
    if (told) finding = told->in_words(std::move(finding));
    out << render(finding, style.colour, labels) << '\n';
  }
  const std::size_t errors = findings.count(Severity::error);
  const std::size_t warnings = findings.count(Severity::warning) - errors;
  if (findings.dropped() > 0) out << words.text("terminal.dropped", counted(findings.dropped())) << '\n';
  if (errors + warnings > 0)
    out << words.text("terminal.errors", counted(errors)) << ", "
        << words.text("terminal.warnings", counted(warnings)) << '\n';
}

void print_findings_json(const Diagnostics& findings, std::ostream& out) {
  std::error_code error;
  const fs::path here = fs::current_path(error);
  for (Diagnostic finding : findings.all()) {
    finding.place.file = shortened(finding.place.file, here);
    out << to_json(finding) << '\n';
  }
}

}  // namespace kvali
