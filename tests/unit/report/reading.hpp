#pragma once

#include <optional>
#include <string>

#include "findings.hpp"
#include "report/report.hpp"

namespace kvali {

/// Everything a report must have, for tests of one setting.
inline const std::string least_head = "[report]\nid = \"r\"\ntemplate = \"t\"\n";
inline const std::string least_source = "[[source]]\nname = \"s\"\nplugin = \"csv\"\n";

/// A report read from text, and what was found.
struct ReadReport {
  Diagnostics findings;
  std::optional<Report> report;
};

inline ReadReport read_report(const std::string& toml) {
  const TestFolder folder;
  ReadReport read;
  read.report = load_report(folder.write("report.toml", toml), read.findings);
  return read;
}

/// The findings only.
inline std::vector<std::string> findings_in(const std::string& toml) {
  return short_texts(read_report(toml).findings);
}

}  // namespace kvali
