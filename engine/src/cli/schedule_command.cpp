#include <fmt/format.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "cli/finding_output.hpp"
#include "cli/report_options.hpp"
#include "cli/schedule_output.hpp"
#include "report/schedule_end.hpp"

namespace kvali {

namespace {

/// A hundred years of months; nobody reads more.
constexpr int most_occurrences = 1200;

struct ScheduleOptions {
  std::string report, after, messages = "en";
  int count = 5;
};

/// A day means its beginning, so that what is due at midnight belongs to it.
Instant after_of(const std::string& text, const TimeZone& zone) {
  if (text.empty()) return SystemClock().now();
  if (const auto instant = parse_instant(text)) return *instant;
  const auto day = parse_iso_date(text);
  if (!day)
    throw UsageError("--after: '" + text + "' is no time",
                     "write it as 2026-01-31 or 2026-01-31T09:00:00+04:00");
  return zone.first_instant(WallTime(day->time_since_epoch())) - std::chrono::seconds(1);
}

std::vector<Occurrence> next_occurrences(const Report& report, Instant after, int count,
                                         Diagnostics& findings) {
  std::vector<Occurrence> found;
  while (int(found.size()) < count) {
    const auto next = next_occurrence(*report.schedule, found.empty() ? after : found.back().at);
    if (const auto* end = std::get_if<ScheduleEnd>(&next)) {
      report_schedule_end(report, *end, !found.empty(), findings);
      break;
    }
    found.push_back(std::get<Occurrence>(next));
  }
  return found;
}

void print(const Diagnostics& findings, const ScheduleOptions& options, bool json) {
  if (json)
    print_findings_json(findings, std::cout);
  else
    print_findings(findings, std::cerr, {::isatty(STDERR_FILENO) == 1, options.messages});
}

int show(const ScheduleOptions& options, const CommonOptions& common) {
  check_language("--messages", options.messages);
  Diagnostics findings;
  const auto report = load_report(report_file(options.report), findings);
  if (!report || !report->schedule) {
    print(findings, options, common.json);
    if (report && report->schedule_place.empty())
      throw Error(report->id + " has no schedule",
                  "add to report.toml: [schedule] and, below it, rule = \"workday 5 at 09:00\"");
    return exit_not_made;
  }
  const Instant after = after_of(options.after, report->schedule->zone);
  const std::vector<Occurrence> next = next_occurrences(*report, after, options.count, findings);
  std::cout << (common.json ? occurrences_json(*report->schedule, next)
                            : occurrences_text(*report->schedule, next));
  std::cout.flush();
  print(findings, options, common.json);
  return findings.count(Severity::error) > 0 ? exit_findings : exit_made;
}

}  // namespace

void add_schedule_command(CLI::App& app, CommonOptions& common, int& exit_code) {
  CLI::App* command =
      app.add_subcommand("schedule", "Show when a report is due next, and what it reports then");
  auto options = std::make_shared<ScheduleOptions>();
  command->add_option("REPORT", options->report, "report.toml, or the folder it lies in")->required();
  command->add_option("--count", options->count, "how many; 5 if absent")
      ->type_name("N")
      ->check(CLI::Validator(CLI::Range(1, most_occurrences)).description(""));
  command->add_option("--after", options->after, "from this day or time on, e.g. 2026-01-31; now if absent")
      ->type_name("TIME");
  command->add_option("--messages", options->messages, "tell findings in this language; en if absent")
      ->type_name("LANG");
  command->footer(
      "Example: kvali schedule samples/coastal-integration\n"
      "         kvali schedule samples/coastal-integration --count 12 --after 2026-01-01");
  command->callback([options, &common, &exit_code] { exit_code = show(*options, common); });
}

}  // namespace kvali
