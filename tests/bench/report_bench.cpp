#include "workloads.hpp"

namespace kvali::bench {

/// W1: a monthly report as a user makes it, one language, PDF and XLSX, in a new process.  What it is
/// held against is the same program doing nothing but start.
void measure_report(const Setup& setup, Results& results) {
  const std::filesystem::path report = setup.samples / "coastal-integration" / "report.toml";
  const std::filesystem::path out = setup.work / "reports";
  const auto run = [&](const char* lang) {
    return repeat(setup.runs, [&] {
      return run_program(
          {setup.kvali, "run", report, "--lang", lang, "--format", "pdf", "xlsx", "--out", out});
    });
  };
  const Timing start = repeat(setup.runs, [&] { return run_program({setup.kvali, "--version"}); });
  results.push_back({"W1 monthly report, ka, PDF + XLSX", run("ka"), "starting the program", start, {}});
  results.push_back({"W1 monthly report, en, PDF + XLSX", run("en"), "starting the program", start, {}});
}

}  // namespace kvali::bench
