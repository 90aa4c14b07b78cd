#include "cli/report_options.hpp"

#include <CLI/CLI.hpp>

#include "base/error.hpp"
#include "base/text.hpp"
#include "locale/locale.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

/// A week, and what a program needs just to start; beyond a terabyte there is no limit to speak of.
constexpr int most_seconds = 7 * 24 * 3600;
constexpr std::int64_t least_mib = 128;
constexpr std::int64_t most_mib = std::int64_t{1} << 20;

/// "" is what a script gives whose variable is not set: to take the report's own would be a guess.
CLI::Validator not_empty() {
  return CLI::Validator([](const std::string& text) { return text.empty() ? "the value is empty" : ""; }, "");
}

}  // namespace

fs::path report_file(const std::string& given) {
  const char* hint = "give the path of a report.toml, or of the folder it lies in";
  fs::path path = fs::absolute(given).lexically_normal();
  std::error_code error;
  const bool in_folder = fs::is_directory(path, error);
  if (in_folder) path /= "report.toml";
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found)
    throw UsageError(in_folder ? "no report.toml in " + given : "no file " + given, hint);
  if (!fs::status_known(status)) throw UsageError("cannot read " + given + ": " + error.message(), hint);
  if (!fs::is_regular_file(status)) throw UsageError(given + " is not a file", hint);
  return path;
}

void add_report_options(CLI::App& command, ReportOptions& options) {
  command.add_option("REPORT", options.report, "report.toml, or the folder it lies in")->required();
  command
      .add_option("--period", options.period,
                  "2020-12, 2020-Q4, 2020, 2020-W50, 2020-07-01..2020-12-31, previous-month")
      ->check(not_empty());
  command.add_option("--as-of", options.as_of, "day the data stand at; the period's end if absent")
      ->type_name("DATE")
      ->check(not_empty());
  command.add_option("--messages", options.messages, "tell findings in this language; en if absent")
      ->type_name("LANG");
  command.add_option("--time-limit", options.limits.seconds, "stop after so long; 300 if absent")
      ->type_name("SECONDS")
      ->check(CLI::Validator(CLI::Range(1, most_seconds)).description(""));
  command
      .add_option("--memory-limit", options.limits.memory_mib,
                  "stop when more memory is needed; 4096 if absent")
      ->type_name("MIB")
      ->check(CLI::Validator(CLI::Range(least_mib, most_mib)).description(""));
}

ReportRequest report_request_of(const ReportOptions& options, const CommonOptions& common) {
  ReportRequest request;
  request.report = report_file(options.report);
  request.period = options.period;
  // Any day will do: it is only asked whether these words name a period at all.
  if (!options.period.empty() && !resolve_period(options.period, *make_date(2020, 6, 15))) {
    const auto meant = nearest(options.period, relative_period_names());
    throw UsageError(
        "--period: '" + options.period + "' is not a period",
        meant ? "did you mean '" + *meant + "'?"
              : "write 2020-12, 2020-Q4, 2020, 2020-W50, 2020-07-01..2020-12-31 or previous-month");
  }
  request.as_of = day_of_option("--as-of", options.as_of);
  check_language("--messages", options.messages);
  request.template_folders = common.template_folders;
  return request;
}

void check_language(const std::string& option, const std::string& lang) {
  try {
    (void)Locale(lang);
  } catch (const Error& e) {
    throw UsageError(option + ": " + std::string(e.what()), "write a language code such as ka or en");
  }
}

std::optional<Date> day_of_option(const std::string& option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto day = parse_iso_date(text);
  if (!day) throw UsageError(option + ": '" + text + "' is not a date", "write it as 2020-12-31");
  return day;
}

}  // namespace kvali
