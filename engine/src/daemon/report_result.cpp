#include <Poco/Exception.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>
#include <fmt/format.h>

#include <sstream>

#include "daemon/report_child.hpp"

namespace kvali {

namespace {

using Poco::JSON::Object;

/// Deeper than any line is.
constexpr std::size_t most_depth = 6;

Object::Ptr parse_line(const std::string& line) {
  try {
    Poco::JSON::Parser parser;
    parser.setDepth(most_depth);
    return parser.parse(line).extract<Object::Ptr>();
  } catch (const Poco::Exception&) {
    return {};
  }
}

void take_finding(const Object& finding, ReportResult& result) {
  const std::string severity = finding.optValue<std::string>("severity", "");
  const bool open = finding.optValue<std::string>("who", "").empty();
  if (open && severity == "warning") ++result.warnings;
  if (open && severity == "error") ++result.errors;
  if (open && severity == "block") ++result.blocks;
  if (severity != "info")
    result.findings += fmt::format("{}[{}]: {}\n", severity, finding.optValue<std::string>("id", ""),
                                   finding.optValue<std::string>("message", ""));
}

}  // namespace

ReportResult read_report_result(const std::string& output, int exit_code) {
  constexpr int made = 0;
  constexpr int made_with_findings = 3;
  ReportResult result;
  std::string other;
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) {
    const Object::Ptr object = parse_line(line);
    if (!object)
      other += line + "\n";
    else if (object->has("made"))
      result.files.push_back(
          std::filesystem::path(object->optValue<std::string>("made", "")).filename().string());
    else if (object->has("severity"))
      take_finding(*object, result);
  }
  result.made = (exit_code == made || exit_code == made_with_findings) && !result.files.empty();
  if (!result.made)
    result.failure = other.empty()
                         ? fmt::format("no report was made (exit code {})\n{}", exit_code, result.findings)
                         : other;
  else if (result.blocks > 0)
    result.failure = "a finding blocks the report\n" + result.findings;
  return result;
}

}  // namespace kvali
