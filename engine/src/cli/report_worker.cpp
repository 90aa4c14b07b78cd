#include "cli/report_worker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <iostream>

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/overview_output.hpp"
#include "worker/message_writer.hpp"
#include "worker/start_worker.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

/// Of what a plugin printed, in bytes.
constexpr std::size_t most_quoted = 200;

/// The steps of a run, told to the program that waits, with what plugins print meanwhile.
class Steps {
 public:
  Steps(MessageWriter& out, Diagnostics& findings) : out_(out), findings_(findings) {}

  void begin(const Step& step) {
    finish();
    current_ = step;
    errors_before_ = findings_.count(Severity::error);
    out_.send(step);
  }

  /// A plugin must not print.  Next to an error it reported, the same in other words helps nobody.
  void finish() {
    std::fflush(nullptr);
    std::cout.flush();
    const std::string printed = read_waiting(worker_prints);
    if (printed.empty() || findings_.count(Severity::error) > errors_before_) return;
    Diagnostic finding;
    finding.id = "PLG-14";
    finding.severity = Severity::warning;
    finding.message =
        fmt::format("{} printed: {}", current_.plugin.empty() ? "Kvali" : "the plugin " + current_.plugin,
                    first_line(printed));
    finding.place.file = current_.what;
    finding.hint = "nothing is wrong with the report; tell the maker of the plugin";
    findings_.add(std::move(finding));
  }

 private:
  static std::string first_line(const std::string& printed) {
    const std::size_t end = printed.find('\n');
    return sanitize_utf8(printed.substr(0, std::min(end, most_quoted))) +
           (end == std::string::npos || end + 1 == printed.size() ? "" : " ...");
  }

  MessageWriter& out_;
  Diagnostics& findings_;
  Step current_{"start", {}};
  std::size_t errors_before_ = 0;
};

/// A misspelt --format is wrong usage, not a report that cannot be made.
void check_formats(const std::vector<std::string>& formats, PluginHost& plugins, Steps& steps) {
  for (const std::string& format : formats) {
    steps.begin({"load a renderer", format});
    Diagnostics unknown;
    if (plugins.renderer(format, {}, unknown) != nullptr) continue;
    throw UsageError("--format: " + unknown.all().front().message, unknown.all().front().hint);
  }
}

int exit_code_of(const RunOutcome& outcome, const ReportTask& task, const Diagnostics& findings) {
  if (!outcome.made) return exit_not_made;
  if (task.request.aim == RunAim::explain) return exit_made;
  return findings.count(task.strict ? Severity::warning : Severity::error) > 0 ? exit_findings : exit_made;
}

void send_lines(const std::string& text, MessageWriter& out) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    out.send(OutputLine{text.substr(at, end - at)});
    at = end + 1;
  }
}

void make_and_tell(const ReportTask& task, MessageWriter& out) {
  Diagnostics findings;
  findings.on_add = [&](const Diagnostic& finding) { out.send(finding); };
  Steps steps(out, findings);
  PluginHost plugins(default_plugin_folders(task.plugin_folders));
  check_formats(task.request.report.formats, plugins, steps);
  const RunOutcome outcome = make_report(
      task.request, plugins, findings, [&](const Step& step) { steps.begin(step); },
      [&] { return task.request.out / out.ask_folder(); });
  steps.finish();
  if (task.request.aim == RunAim::check)
    send_lines(task.json ? overview_json(outcome.overview) : overview_text(outcome.overview), out);
  for (const std::string& file : outcome.files) out.send(MadeFile{file});
  for (const std::string& line : outcome.lines) out.send(OutputLine{line});
  out.send(End{exit_code_of(outcome, task, findings), outcome.made, findings.dropped()});
}

}  // namespace

int work_on_report(const ReportTask& task, int fd) {
  MessageWriter out(fd);
  apply_limits(task.limits);
  out.end_when_memory_is_used_up();
  try {
    make_and_tell(task, out);
  } catch (const UsageError& e) {
    out.send(Failure{true, e.what(), e.hint()});
  } catch (const Error& e) {
    out.send(Failure{false, e.what(), e.hint()});
  } catch (const std::exception& e) {
    out.send(Failure{false, e.what(), {}});
  }
  return exit_made;
}

}  // namespace kvali
