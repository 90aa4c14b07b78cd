#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/step.hpp"
#include "cli/report_facts.hpp"
#include "collect/plugin_host.hpp"

namespace kvali {

/// What a run is for: the files of a report, its findings, its facts to be kept, or where a figure comes
/// from.
enum class RunAim { make, check, freeze, explain };

/// What `kvali explain` was asked.
struct ExplainRequest {
  std::string figure;
  bool all_records = false;  ///< However many there are.
  bool json = false;
};

/// What `kvali run`, `kvali check`, `kvali freeze` and `kvali explain` were asked to do.
struct RunRequest {
  ReportRequest report;
  std::filesystem::path out;  ///< Folder of the finished files, absolute.
  bool draft = false;
  RunAim aim = RunAim::make;
  ExplainRequest explain;
};

/// What came of it.
struct RunOutcome {
  bool made = false;               ///< Every file that was asked for is in place (or would be, for a check).
  std::vector<std::string> files;  ///< Bare names, in order.
  std::vector<std::string> lines;  ///< What else the command shows: the workbook of findings.
  std::vector<SourceOverview> overview;  ///< What was taken from each source.
};

/// Gives the folder to make files in, when the first of them is about to be made.
using FolderOpener = std::function<std::filesystem::path()>;

/// The whole flow: gather the facts, compose, render.  The files are left in the folder
/// that `open_folder` gives: moving them into place is the caller's.  Findings of all stages are collected;
/// throws Error only where nothing can go on.
[[nodiscard]] RunOutcome make_report(const RunRequest& request, PluginHost& plugins, Diagnostics& diagnostics,
                                     const StepListener& on_step, const FolderOpener& open_folder);

}  // namespace kvali
