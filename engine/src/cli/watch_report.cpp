#include "cli/watch_report.hpp"

#include <unistd.h>

#include <csignal>
#include <iostream>

#include "base/error.hpp"
#include "base/output_folder.hpp"
#include "cli/command.hpp"
#include "cli/finding_output.hpp"
#include "cli/json_line.hpp"
#include "locale/catalogue.hpp"
#include "worker/signal_watch.hpp"
#include "worker/supervise.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

/// What shells give a program that a signal ended.
constexpr int exit_signalled = 128;

/// One line on a terminal that says what is going on; nothing elsewhere.
class ProgressLine {
 public:
  explicit ProgressLine(bool quiet) : shown_(!quiet && ::isatty(STDERR_FILENO) == 1) {}
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  ~ProgressLine() { clear(); }
  void step(const std::string& what) {
    if (shown_) std::cerr << "\r\033[K" << what << " ..." << std::flush;
  }
  void clear() {
    if (shown_) std::cerr << "\r\033[K" << std::flush;
  }

 private:
  bool shown_;
};

std::string shown(const fs::path& path) {
  return path.lexically_proximate(fs::current_path()).string();
}

bool writes_files(RunAim aim) {
  return aim == RunAim::make || aim == RunAim::freeze;
}

WorkerResult supervise_with_progress(const ReportTask& task, const std::vector<std::string>& arguments,
                                     OutputFolder& out, bool json) {
  SignalWatch signals;  // Before the worker: no signal falls between.
  ProgressLine progress(json);
  WorkerTask worker;
  worker.arguments = arguments;
  worker.limits = task.limits;
  worker.on_step = [&](const Step& step) { progress.step(step.what); };
  if (writes_files(task.request.aim)) worker.open_folder = [&] { return out.open(); };
  worker.on_wait = [&] {
    progress.clear();
    if (!json) std::cerr << "another run writes to " << shown(out.path()) << ": waiting for it\n";
  };
  WorkerResult result = supervise(worker, signals);
  if (result.interrupted_by != 0) {
    out.discard();
    while (signals.take() != 0) {  // Who is impatient and asks again is told no less.
    }
  }
  return result;
}

void show_findings(const WorkerResult& result, const ReportTask& task) {
  if (task.json)
    print_findings_json(result.findings, std::cout);
  else
    print_findings(result.findings, std::cerr, {::isatty(STDERR_FILENO) == 1, task.messages});
}

void show_made(const WorkerResult& result, const OutputFolder& out, bool json) {
  for (const std::string& name : result.made) {
    const std::string file = shown(out.path() / name);
    std::cout << (json ? json_line({{"made", file}}) : file + "\n");
  }
}

std::string closing_words(const char* what, const ReportTask& task) {
  const Locale locale(task.messages);
  return Catalogue(locale).text(std::string("terminal.") + what);
}

/// What a command says when nothing came of it.
std::string nothing_made(const ReportTask& task) {
  const RunAim aim = task.request.aim;
  if (!writes_files(aim)) return closing_words("cannot_be_made", task);
  return closing_words(aim == RunAim::make ? "not_made" : "nothing_frozen", task);
}

/// Frozen facts stay: where a folder has no locks, two runs may have counted up to the same revision.
void refuse_to_replace(const std::vector<std::string>& names, const fs::path& folder) {
  std::error_code error;
  for (const std::string& name : names)
    if (fs::exists(fs::symlink_status(folder / name, error)))
      throw Error(shown(folder / name) + " was frozen meanwhile", "run kvali freeze again");
}

}  // namespace

int watch_report(const ReportTask& task, const std::vector<std::string>& arguments, bool json) {
  const RunAim aim = task.request.aim;
  OutputFolder out(task.request.out, aim == RunAim::freeze ? "ask for the right to write beside report.toml"
                                                           : "write elsewhere with --out");
  WorkerResult result = supervise_with_progress(task, arguments, out, json);
  if (result.interrupted_by != 0) {
    std::cerr << closing_words("interrupted", task)
              << (writes_files(aim) ? ": " + nothing_made(task) : std::string()) << '\n';
    return exit_signalled + result.interrupted_by;
  }
  if (result.failure && result.failure->usage)
    throw UsageError(result.failure->message, result.failure->hint);
  const bool made = result.end && result.end->made;
  if (result.end) result.findings.note_dropped(result.end->dropped);
  // Before the findings, which are what to look at last.
  for (const std::string& line : result.lines) std::cout << line << '\n';
  std::cout.flush();
  // What is wrong elsewhere in the report is no part of an answer.
  if (aim != RunAim::explain || !made) show_findings(result, task);
  if (result.failure) throw Error(result.failure->message, result.failure->hint);
  if (made && aim == RunAim::freeze) refuse_to_replace(result.made, out.path());
  if (made && writes_files(aim)) out.publish(result.made);
  if (made) show_made(result, out, json);
  if (aim == RunAim::check && made && !json) std::cout << closing_words("can_be_made", task) << '\n';
  if (!made && !json) std::cerr << nothing_made(task) << '\n';
  return result.end ? result.end->exit_code : int(exit_not_made);
}

}  // namespace kvali
