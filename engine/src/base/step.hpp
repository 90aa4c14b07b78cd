#pragma once

#include <functional>
#include <string>

namespace kvali {

/// What a run is doing now.
struct Step {
  std::string what;         ///< `collect source "ledger"`, "render brief_2025-12_ka.pdf".
  std::string plugin = {};  ///< The plugin at work; "" = Kvali itself.
};

/// Is told of each step before it begins.
using StepListener = std::function<void(const Step& step)>;

}  // namespace kvali
