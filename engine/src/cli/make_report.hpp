#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/period.hpp"
#include "collect/plugin_host.hpp"

namespace kvali {

/// What `kvali run` and `kvali check` were asked to do.
struct RunRequest {
  std::filesystem::path report;      ///< Absolute.
  std::string period;                ///< "" = the report's.
  std::optional<Date> as_of;         ///< Nothing = the report's, else the period's end.
  std::vector<std::string> langs;    ///< Empty = the report's.
  std::vector<std::string> formats;  ///< Renderers; empty = the report's outputs.
  std::filesystem::path out;         ///< Folder; "" = `out` beside report.toml.
  bool draft = false;
  bool write = true;  ///< False: everything but writing.
  std::vector<std::filesystem::path> template_folders;
};

/// What came of it.
struct RunOutcome {
  bool made = false;  ///< Every file that was asked for is in place (or would be, without `write`).
  std::vector<std::filesystem::path> files;  ///< Reports and manifests, in order.
};

/// Tells which step a run is in, e.g. "collect", "render coastal_2025-12_ka.pdf".
using StepListener = std::function<void(const std::string& step)>;

/// The whole flow: load, collect, merge, compose, render.  Files appear only when all of them are
/// complete; earlier ones are replaced then.  Findings of all stages are collected; throws Error only
/// where nothing can go on.
[[nodiscard]] RunOutcome make_report(const RunRequest& request, PluginHost& plugins, Diagnostics& diagnostics,
                                     const StepListener& on_step);

}  // namespace kvali
