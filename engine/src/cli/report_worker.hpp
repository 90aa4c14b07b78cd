#pragma once

#include "cli/make_report.hpp"
#include "worker/limits.hpp"

namespace kvali {

/// What `kvali run`, `kvali check` and `kvali freeze` were asked, for both the program that was called and
/// its worker.
struct ReportTask {
  RunRequest request;
  WorkerLimits limits;
  bool strict = false;          ///< Warnings count as findings.
  bool json = false;            ///< What a command shows is JSON lines.
  std::string messages = "en";  ///< The language findings are told in on a terminal.
  std::vector<std::filesystem::path> plugin_folders;
};

/// Inside the worker: makes the report and tells everything through the socket `fd`, never on standard
/// output or error.  The exit code of the process.
int work_on_report(const ReportTask& task, int fd);

}  // namespace kvali
