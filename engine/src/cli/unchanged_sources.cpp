#include "cli/unchanged_sources.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "render/manifest.hpp"

namespace kvali {

void check_unchanged(const std::filesystem::path& folder, const std::vector<std::string>& files,
                     const FrozenReport& last, Diagnostics& diagnostics) {
  const auto is_unchanged = [&](const std::string& file) {
    const auto before = std::find_if(last.inputs.begin(), last.inputs.end(),
                                     [&](const FrozenInput& input) { return input.file == file; });
    return before != last.inputs.end() && before->sha256 == describe_file(folder / file, file).sha256;
  };
  if (files.empty() || !std::all_of(files.begin(), files.end(), is_unchanged)) return;
  const std::string period = period_text(last.period);
  diagnostics.add({"C-03",
                   Severity::info,
                   fmt::format("no source has changed since the report on {}", period),
                   {(folder / files.front()).string(), 0, 0, 0},
                   "get the files of the period; if they are all there, nothing",
                   {},
                   "sources;unchanged",
                   period});
}

}  // namespace kvali
