#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "base/descriptor.hpp"

namespace kvali {

/// What `kvali run` has to do.
struct ReportJob {
  std::string run;
  std::filesystem::path report, out;
  std::string period;
  std::vector<std::filesystem::path> templates;
};

/// What came of it.
struct ReportResult {
  bool made = false;
  std::vector<std::string> files;  ///< Bare names in ReportJob::out.
  int warnings = 0, errors = 0, blocks = 0;
  std::string findings;  ///< A line each, for people.
  std::string failure;   ///< Why nothing was made; "" if something was.
};

/// `kvali run` in a process of its own, so that no plugin is ever loaded here.  It is killed when this object
/// goes.  For one thread, the one that made it.
class ReportChild {
 public:
  /// Throws Error if no process can be started.
  explicit ReportChild(ReportJob job);
  ReportChild(const ReportChild&) = delete;
  ReportChild& operator=(const ReportChild&) = delete;
  ~ReportChild();

  [[nodiscard]] const ReportJob& job() const { return job_; }
  /// Readable when it has said something or has ended.
  [[nodiscard]] int descriptor() const { return output_.get(); }
  /// Takes what it said; true once it has ended.
  bool read();
  /// After it has ended.
  [[nodiscard]] ReportResult result();

 private:
  ReportJob job_;
  pid_t pid_ = -1;
  Descriptor output_;
  std::string said_;
};

/// What the lines of `kvali run --json` and its exit code mean.
[[nodiscard]] ReportResult read_report_result(const std::string& output, int exit_code);

}  // namespace kvali
