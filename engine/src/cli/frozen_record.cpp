#include "cli/frozen_record.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "cli/json_line.hpp"
#include "frozen/frozen_folder.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

/// The first thing that is wrong, where a command needs the file and nothing else.
[[noreturn]] void fail(const Diagnostics& diagnostics, const std::string& otherwise) {
  for (const Diagnostic& finding : diagnostics.all())
    if (finding.severity >= Severity::error)
      throw Error((finding.place.empty() ? "" : finding.place.text() + ": ") + finding.message, finding.hint);
  throw Error(otherwise);
}

Report report_of(const ReportRequest& request) {
  Diagnostics diagnostics;
  auto report = load_report(request.report, diagnostics);
  if (!report) fail(diagnostics, "cannot read " + request.report.string());
  return std::move(*report);
}

Period period_of(const Report& report, const ReportRequest& request) {
  const std::string& text = request.period.empty() ? report.period_text : request.period;
  const std::optional<Date> day = request.as_of ? request.as_of : report.as_of;
  if (!day && !parse_period(text, report.project.fiscal))
    throw UsageError("which report is meant?", "write --period 2020-12");
  Diagnostics diagnostics;
  const auto period = reporting_period(report, request.period, day.value_or(first_date), diagnostics);
  if (!period) fail(diagnostics, "there is no such period");
  return *period;
}

/// The frozen reports of this report.toml: others may lie in the same folder.
std::vector<FrozenReport> frozen_of(const Report& report, Diagnostics& diagnostics) {
  const fs::path folder = frozen_folder(report.folder);
  std::vector<FrozenReport> all;
  for (const FrozenName& name : frozen_names(folder))
    if (auto facts = read_frozen(folder, name, diagnostics); facts && facts->report == report.id)
      all.push_back(std::move(*facts));
  return all;
}

/// The frozen report that something happened to.  One that was changed is not what the donor got.
FrozenReport meant(const Report& report, const Period& period, std::optional<int> revision) {
  const fs::path folder = frozen_folder(report.folder);
  std::optional<FrozenReport> found;
  for (const FrozenName& name : frozen_names(folder)) {
    if (name.period != period || (revision && name.revision != *revision)) continue;
    Diagnostics diagnostics;
    auto facts = read_frozen(folder, name, diagnostics);
    if (diagnostics.count(Severity::error) > 0) fail(diagnostics, {});
    if (facts->report == report.id) found = std::move(*facts);
  }
  if (found) return std::move(*found);
  throw Error(fmt::format("no report on {} is frozen{}", period_text(period, report.project.fiscal),
                          revision ? fmt::format(" as revision {}", *revision) : std::string{}),
              fmt::format("freeze it first: kvali freeze {} --period {}", report.path.filename().string(),
                          period_text(period, report.project.fiscal)));
}

void check_day(const Happening& happening, const FrozenReport& facts, const Standing& standing) {
  const std::string name = name_of(facts).text();
  if (happening.on < facts.as_of)
    throw Error(
        fmt::format("{} on {}: {} stands at {}", happening.what == "submitted" ? "submitted" : "answered",
                    iso_text(happening.on), name, iso_text(facts.as_of)),
        "write the day on which it happened");
  if (happening.what == "submitted") return;
  if (!standing.submitted) throw Error(name + " is not recorded as submitted", "write --submitted DATE too");
  if (happening.on < standing.submitted->on)
    throw Error(fmt::format("answered on {}, but submitted on {}", iso_text(happening.on),
                            iso_text(standing.submitted->on)),
                "write the day of the donor's answer");
}

std::string shown(const SubmissionEvent& event) {
  std::string text = (event.what == "sent_back" ? "sent back" : event.what) + " " + iso_text(event.on);
  if (!event.reference.empty()) text += ", " + event.reference;
  if (!event.note.empty()) text += ": " + event.note;
  return text;
}

std::string line_of(const FrozenReport& facts, const Standing& standing, bool json) {
  const std::string name = name_of(facts).text();
  if (!json) {
    std::string text = standing.submitted ? shown(*standing.submitted) : "frozen";
    if (standing.answer) text += "; " + shown(*standing.answer);
    return name + "  " + text;
  }
  const auto field = [](const std::optional<SubmissionEvent>& event, auto member) {
    return event ? (*event).*member : std::string{};
  };
  const auto day = [](const std::optional<SubmissionEvent>& event) {
    return event ? iso_text(event->on) : std::string{};
  };
  std::string line = json_line({{"frozen", name},
                                {"status", standing.status},
                                {"submitted", day(standing.submitted)},
                                {"reference", field(standing.submitted, &SubmissionEvent::reference)},
                                {"answered", day(standing.answer)},
                                {"note", field(standing.answer, &SubmissionEvent::note)}});
  line.pop_back();
  return line;
}

std::vector<SubmissionEvent> events_in(const fs::path& folder) {
  Diagnostics diagnostics;
  auto events = read_submissions(folder, diagnostics);
  if (!diagnostics.all().empty()) {
    const Diagnostic& first = diagnostics.all().front();
    throw Error(first.place.text() + ": " + first.message, first.hint);
  }
  return events;
}

}  // namespace

std::vector<std::string> record_happenings(const ReportRequest& request, std::optional<int> revision,
                                           const std::vector<Happening>& happenings, bool json) {
  const Report report = report_of(request);
  const FrozenReport facts = meant(report, period_of(report, request), revision);
  const fs::path folder = frozen_folder(report.folder);
  const std::string name = name_of(facts).text();
  std::vector<SubmissionEvent> events = events_in(folder);
  const std::size_t known = events.size();
  // All of them are looked at before the first is written: half of what was said helps nobody.
  for (const Happening& happening : happenings) {
    const SubmissionEvent event{report.id,           name,          happening.what, happening.on,
                                happening.reference, happening.note};
    if (std::find(events.begin(), events.end(), event) != events.end()) continue;
    check_day(happening, facts, standing_of(events, report.id, name));
    events.push_back(event);
  }
  for (std::size_t i = known; i < events.size(); ++i) (void)record_submission(folder, events[i]);
  return {line_of(facts, standing_of(events, report.id, name), json)};
}

std::vector<std::string> list_frozen(const ReportRequest& request, bool json) {
  const Report report = report_of(request);
  const auto events = events_in(frozen_folder(report.folder));
  Diagnostics diagnostics;
  std::vector<std::string> lines;
  for (const FrozenReport& facts : frozen_of(report, diagnostics))
    lines.push_back(line_of(facts, standing_of(events, report.id, name_of(facts).text()), json));
  if (diagnostics.count(Severity::error) > 0) fail(diagnostics, {});
  return lines;
}

}  // namespace kvali
