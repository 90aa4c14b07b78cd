#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/step.hpp"
#include "worker/limits.hpp"
#include "worker/message.hpp"

namespace kvali {

class SignalWatch;

/// A report to be made by a worker.
struct WorkerTask {
  std::vector<std::string> arguments;  ///< The program's own, its name first.
  WorkerLimits limits;
  StepListener on_step;
  /// Makes the folder that the worker writes into and gives its name, or nothing while another run
  /// holds the output folder: then it is asked again.  May throw Error; that ends the worker.
  std::function<std::optional<std::string>()> open_folder;
  /// Is told once when that other run has to be waited for.
  std::function<void()> on_wait;
};

/// What came of it.
struct WorkerResult {
  Diagnostics findings;  ///< The worker's, and one that says how it ended if it did not end well.
  std::vector<std::string> lines;
  std::vector<std::string> made;   ///< Names in the folder.
  std::optional<End> end;          ///< Only if it ended well.
  std::optional<Failure> failure;  ///< What it could not go on for.
  int interrupted_by = 0;          ///< The signal this program was sent meanwhile, e.g. SIGINT.
};

/// Starts a worker and follows it to its end, which comes at the latest when a limit is reached or a signal
/// comes.  When this returns or throws, nothing of it runs any more.  The signals are watched until the
/// caller has cleaned up: a second one must not end the program before.
[[nodiscard]] WorkerResult supervise(const WorkerTask& task, SignalWatch& signals);

}  // namespace kvali
