#pragma once

#include <string>
#include <utility>
#include <vector>

#include "collect/collect.hpp"
#include "findings.hpp"

namespace kvali {

/// What came of one source of the test plugins.
struct Ran {
  Diagnostics findings;
  Workspace workspace;

  /// The unmapped table of the source.
  [[nodiscard]] const Table* table() const { return workspace.find("s"); }
};

inline OptionText text_option(std::string name, std::string value) {
  OptionText option;
  option.name = std::move(name);
  option.values = {std::move(value)};
  option.place = {"report.toml", 9, 7, 0};
  return option;
}

inline OptionText whole_option(std::string name, std::string value) {
  OptionText option = text_option(std::move(name), std::move(value));
  option.kind = 'i';
  return option;
}

inline void run_source(const std::string& plugin, std::vector<OptionText> options, Ran& ran,
                       const Progress& progress = {}) {
  Report report;
  report.folder = "/";
  report.langs = {"en"};
  SourceSpec source;
  source.name = "s";
  source.plugin = plugin;
  source.options = std::move(options);
  source.place = {"report.toml", 5, 1, 0};
  report.sources.push_back(std::move(source));
  PluginHost host({KVALI_TEST_PLUGINS});
  ran.workspace = collect(report, host, ran.findings, progress);
}

/// The findings of the unruly source behaving in one way.
inline std::vector<std::string> unruly(const std::string& how) {
  Ran ran;
  run_source("unruly", {text_option("how", how)}, ran);
  return short_texts(ran.findings);
}

}  // namespace kvali
