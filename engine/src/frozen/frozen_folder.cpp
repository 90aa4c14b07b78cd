#include "frozen/frozen_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <system_error>

#include "base/error.hpp"
#include "base/file_system.hpp"
#include "frozen/frozen_text.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view suffix = ".toml";

/// What the donor has, and what stands, comes first.
struct Candidate {
  FrozenName name;
  bool given = false;   ///< The donor got it.
  bool stands = false;  ///< And did not send it back.
};

bool better(const Candidate& a, const Candidate& b) {
  if (a.given != b.given) return a.given;
  if (a.name.period != b.name.period)
    return std::pair(a.name.period.last, a.name.period.first) >
           std::pair(b.name.period.last, b.name.period.first);
  if (a.stands != b.stands) return a.stands;
  return a.name.revision > b.name.revision;
}

std::optional<std::string> content_of(const fs::path& file) {
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return std::nullopt;
  return read_file(file);
}

}  // namespace

fs::path frozen_folder(const fs::path& report_folder) {
  return report_folder / "frozen";
}

std::string FrozenName::text() const {
  std::string when = period_text(period);
  if (const std::size_t dots = when.find(".."); dots != when.npos) when.replace(dots, 2, "_");
  return fmt::format("{}.r{}", when, revision);
}

FrozenName name_of(const FrozenReport& facts) {
  return {facts.period, facts.revision};
}

std::optional<FrozenName> parse_frozen_name(std::string_view text) {
  const std::size_t dot = text.rfind(".r");
  if (dot == text.npos) return std::nullopt;
  std::string when(text.substr(0, dot));
  if (const std::size_t line = when.find('_'); line != when.npos) when.replace(line, 1, "..");
  const auto period = parse_period(when);
  FrozenName name;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data() + dot + 2, end, name.revision);
  if (!period || error != std::errc() || rest != end || name.revision < 1) return std::nullopt;
  name.period = *period;
  if (name.text() != text) return std::nullopt;
  return name;
}

std::vector<FrozenName> frozen_names(const fs::path& folder) {
  std::error_code error;
  std::vector<FrozenName> names;
  if (fs::status(folder, error).type() == fs::file_type::not_found) return names;
  fs::directory_iterator entries(folder, error);
  if (error)
    throw Error("cannot read the folder " + folder.string() + ": " + error.message(),
                "ask for the right to read it");
  for (const fs::directory_entry& entry : entries) {
    const fs::path file = entry.path().filename();
    if (file.extension() != suffix) continue;
    if (const auto name = parse_frozen_name(file.stem().string())) names.push_back(*name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::optional<FrozenReport> read_frozen(const fs::path& folder, const FrozenName& name,
                                        Diagnostics& diagnostics) {
  const fs::path file = folder / (name.text() + std::string(suffix));
  const auto refuse = [&](const std::string& why, const std::string& hint) {
    diagnostics.add({"S-11",
                     Severity::error,
                     fmt::format("the frozen report {} cannot be used: {}", name.text(), why),
                     {file.string(), 0, 0, 0},
                     hint,
                     {},
                     "frozen=" + name.text()});
  };
  std::string text;
  try {
    text = read_file(file);
  } catch (const Error& e) {
    refuse(e.what(), "restore the file, or take it away and freeze that period again");
    return std::nullopt;
  }
  auto facts = read_frozen_text(text, file, diagnostics);
  if (!facts || name_of(*facts) == name) return facts;
  refuse("inside it is called " + name_of(*facts).text(), "give the file its own name back");
  return std::nullopt;
}

Freezing freeze(FrozenReport facts, const fs::path& folder) {
  facts.revision = 0;
  for (const FrozenName& name : frozen_names(folder))
    if (name.period == facts.period) facts.revision = std::max(facts.revision, name.revision);
  const auto file = [&] { return name_of(facts).text() + std::string(suffix); };
  if (facts.revision > 0) {
    std::string text = frozen_text(facts);
    if (content_of(folder / file()) == text) return {file(), std::move(text), false};
  }
  ++facts.revision;
  return {file(), frozen_text(facts), true};
}

std::optional<FrozenReport> last_report(const fs::path& folder, std::string_view report, const Period& period,
                                        const std::vector<SubmissionEvent>& events,
                                        Diagnostics& diagnostics) {
  std::vector<Candidate> candidates;
  for (const FrozenName& name : frozen_names(folder)) {
    if (name.period.last >= period.last) continue;
    const Standing standing = standing_of(events, report, name.text());
    candidates.push_back(
        {name, standing.status != "frozen", standing.status == "submitted" || standing.status == "accepted"});
  }
  std::sort(candidates.begin(), candidates.end(), better);
  for (const Candidate& candidate : candidates)
    if (auto facts = read_frozen(folder, candidate.name, diagnostics); facts && facts->report == report)
      return facts;
  return std::nullopt;
}

}  // namespace kvali
