#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/report_facts.hpp"
#include "worker/limits.hpp"

namespace kvali {

/// Which report a command is about, as people type it.
struct ReportOptions {
  std::string report, period, as_of;
  std::string messages = "en";  ///< The language findings are told in on a terminal.
  WorkerLimits limits;
};

/// Adds REPORT, --period, --as-of, --messages, --time-limit and --memory-limit to a command.
void add_report_options(CLI::App& command, ReportOptions& options);

/// The request they make.  Throws UsageError, saying what to type.
[[nodiscard]] ReportRequest report_request_of(const ReportOptions& options, const CommonOptions& common);

/// The report.toml that is meant by a path, or by the folder it lies in.  Throws UsageError.
[[nodiscard]] std::filesystem::path report_file(const std::string& given);

/// Throws UsageError if a language given with `option` is none.
void check_language(const std::string& option, const std::string& lang);

/// A day given on the command line with `option`; nothing if it was not.  Throws UsageError.
[[nodiscard]] std::optional<Date> day_of_option(const std::string& option, const std::string& text);

}  // namespace kvali
