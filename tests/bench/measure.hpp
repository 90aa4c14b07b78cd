#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace kvali::bench {

/// What a piece of work cost: CPU seconds of user and kernel together, and the most memory it held.
struct Cost {
  double cpu_s = 0;
  double peak_mb = 0;
};

/// Cuts the measured part out of a run: what comes before start() is preparation.  Without any call the
/// whole run is measured.
class Meter {
 public:
  Meter();
  void start();
  void stop();
  [[nodiscard]] Cost cost() const { return cost_; }

 private:
  double begun_s_ = 0;
  Cost cost_;
  bool stopped_ = false;
};

/// Runs the work in a process of its own, so that neither its memory nor its warm caches reach the next
/// one.  Throws Error if that process fails.
[[nodiscard]] Cost run_apart(const std::function<void(Meter&)>& work);

/// The same for a program, everything it starts included; its output is dropped.  Exit codes 0 and 3
/// (made, with findings) are success.
[[nodiscard]] Cost run_program(const std::vector<std::string>& command);

/// Several runs of one thing: the best shows the work, the median what a busy machine makes of it.
struct Timing {
  double best_s = 0;
  double median_s = 0;
  double peak_mb = 0;  ///< Of the best run in memory.
};
[[nodiscard]] Timing repeat(int runs, const std::function<Cost()>& run);
/// The same for two things that are compared, by turns: a busy minute does not hit one of them only.
[[nodiscard]] std::pair<Timing, Timing> alternate(int runs, const std::function<Cost()>& one,
                                                  const std::function<Cost()>& other);

}  // namespace kvali::bench
