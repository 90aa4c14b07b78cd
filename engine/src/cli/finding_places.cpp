#include "cli/finding_places.hpp"

#include "collect/plugin_call.hpp"

namespace kvali {

namespace fs = std::filesystem;

Diagnostics relative_places(const Diagnostics& findings, const fs::path& folder) {
  Diagnostics out;
  for (Diagnostic finding : findings.all()) {
    if (!finding.place.file.empty() && finding.place.file.front() == '/') {
      const std::string relative = fs::path(finding.place.file).lexically_relative(folder).string();
      // Outside the folder only the name is the same everywhere.
      if (relative.empty() || relative.rfind("..", 0) == 0)
        finding.place = finding.place.without_folder();
      else
        finding.place.file = relative;
    }
    out.add(std::move(finding));
  }
  return out;
}

void add_with_whole_places(const Diagnostics& found, const fs::path& folder, Diagnostics& diagnostics) {
  for (Diagnostic finding : found.all()) {
    if (finding.place.line == 0) finding.place = parse_place(finding.place.file);
    const fs::path whole = folder / finding.place.file;
    std::error_code error;
    if (!finding.place.empty() && fs::is_regular_file(whole, error)) finding.place.file = whole.string();
    diagnostics.add(std::move(finding));
  }
}

}  // namespace kvali
