#pragma once

#include <string>

#include "base/diagnostic.hpp"
#include "base/step.hpp"
#include "worker/limits.hpp"

namespace kvali {

/// How a worker ended that did not come to its end.
struct WorkerEnd {
  enum class Reason { died, out_of_time, out_of_memory, breach };
  Reason reason = Reason::died;
  int status = 0;       ///< For `died`: as waitpid() gives it.
  std::string breach;   ///< For `breach`: MessageReader::breach().
  std::string printed;  ///< What it printed last.
  Step step;            ///< What it was doing.
  bool done = false;    ///< It had said that all is made: any plugin may be to blame.
};

/// The finding that tells the user: which plugin was at work, what happened, what to do (PLG-09 crash,
/// PLG-10 time, PLG-11 memory, PLG-12 output without end, PLG-13 ended by the plugin).
[[nodiscard]] Diagnostic explain(const WorkerEnd& end, const WorkerLimits& limits);

}  // namespace kvali
