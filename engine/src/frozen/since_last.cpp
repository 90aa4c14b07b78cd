#include "frozen/since_last.hpp"

#include <algorithm>
#include <system_error>

#include "base/error.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

/// The latest of an earlier period, whether or not the donor got it.
std::optional<FrozenName> latest_before(const std::vector<FrozenName>& names, const fs::path& folder,
                                        std::string_view report, const Period& period) {
  for (auto name = names.rbegin(); name != names.rend(); ++name) {
    if (name->period.last >= period.last) continue;
    Diagnostics told_already;
    const auto facts = read_frozen(folder, *name, told_already);
    if (facts && facts->report == report) return *name;
  }
  return std::nullopt;
}

bool is_submitted(const std::vector<SubmissionEvent>& events, std::string_view report, const Period& period) {
  return std::any_of(events.begin(), events.end(), [&](const SubmissionEvent& event) {
    const auto name = parse_frozen_name(event.frozen);
    return event.report == report && name && name->period == period && event.what == "submitted";
  });
}

void note_files(const fs::path& folder, SinceLast& out) {
  std::error_code error;
  const fs::path inside = folder.filename();
  if (fs::exists(folder / "submissions.toml", error)) out.files.push_back(inside / "submissions.toml");
  if (out.last) out.files.push_back(inside / (name_of(*out.last).text() + ".toml"));
}

void compare(const Comparable& now, SinceLast& out, Diagnostics& diagnostics) {
  Diagnostics told_already;
  const Frame then{out.last->period, now.frame.project_start, now.frame.project_end, now.frame.as_of};
  const Finance spent = compute_finance(now.merged, then, now.money, told_already);
  out.corrections = corrections_since(*out.last, now.merged, now.figures, spent);
  check_corrections(*out.last, out.corrections, now.merged, now.figures, diagnostics);
}

}  // namespace

SinceLast since_last(const fs::path& report_folder, std::string_view report, const Comparable& now,
                     Diagnostics& diagnostics) {
  SinceLast out;
  const fs::path folder = frozen_folder(report_folder);
  try {
    const std::vector<FrozenName> names = frozen_names(folder);
    if (names.empty()) return out;
    out.events = read_submissions(folder, diagnostics);
    out.submitted = is_submitted(out.events, report, now.frame.period);
    out.latest = latest_before(names, folder, report, now.frame.period);
    out.last = last_report(folder, report, now.frame.period, out.events, diagnostics);
  } catch (const Error& e) {
    diagnostics.add({"S-11", Severity::error, e.what(), {folder.string(), 0, 0, 0}, e.hint(), {}, "frozen"});
    return out;
  }
  note_files(folder, out);
  if (!out.last) return out;
  out.standing = standing_of(out.events, report, name_of(*out.last).text());
  compare(now, out, diagnostics);
  return out;
}

}  // namespace kvali
