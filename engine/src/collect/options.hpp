#pragma once

#include <deque>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "kvali/plugin.h"
#include "report/report.hpp"

namespace kvali {

/// The values of a plugin's options, parallel to its table, and what they point to.
class OptionValues {
 public:
  [[nodiscard]] const kvali_value* data() const { return values_.data(); }
  /// Texts that no report may repeat.
  [[nodiscard]] const std::vector<std::string>& secrets() const { return secrets_; }
  /// Every file the options name, absolute, in the order given.
  [[nodiscard]] const std::vector<std::string>& files() const { return files_; }

 private:
  friend class OptionChecker;
  std::vector<kvali_value> values_;
  std::deque<std::string> texts_;
  std::deque<std::vector<kvali_value>> elements_;
  std::deque<kvali_list> lists_;
  std::vector<std::string> secrets_;
  std::vector<std::string> files_;
};

/// Checks the options given against the plugin's table: unknown names (PLG-03, with "did you mean"),
/// wrong types and bounds (PLG-04), missing ones (PLG-05).  Relative files are relative to `folder`.
/// Nothing if anything is wrong; all that is wrong is found in one go.
[[nodiscard]] std::optional<OptionValues> check_options(const std::string& component,
                                                        const kvali_option* table,
                                                        const std::vector<OptionText>& given,
                                                        const std::filesystem::path& folder,
                                                        const Place& place, Diagnostics& diagnostics);

/// "whole number", "file", "list of files" ...: how `kvali plugins show` and messages call a type.
[[nodiscard]] std::string type_name(const kvali_option& option);

}  // namespace kvali
