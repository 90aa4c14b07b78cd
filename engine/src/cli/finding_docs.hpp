#pragma once

#include <string>

namespace kvali {

/// `kvali check --explain ID`: what a finding means, how severe it is, who may let it stand and what to
/// do, on standard output.  Throws UsageError for an id that no finding has.
void explain_finding(const std::string& id, const std::string& lang, bool json);

/// `kvali check --explain`: all ids with their titles.
void list_findings(const std::string& lang, bool json);

}  // namespace kvali
