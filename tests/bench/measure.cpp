#include "measure.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <exception>
#include <fstream>
#include <span>

#include "base/error.hpp"

extern char** environ;

namespace kvali::bench {

namespace {

double cpu_now_s() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return double(now.tv_sec) + double(now.tv_nsec) * 1e-9;
}

/// The most memory this process held since it began, or since forget_peak().
double peak_mb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.rfind("VmHWM:", 0) == 0) return std::stod(line.substr(6)) / 1024;
  return 0;
}

/// proc(5): writing 5 to clear_refs sets the peak back to what is held now.
void forget_peak() {
  std::ofstream("/proc/self/clear_refs") << "5";
}

double seconds(const timeval& time) {
  return double(time.tv_sec) + double(time.tv_usec) * 1e-6;
}

/// Waits for the process; its exit code, or -1 after a signal.
int wait_for(pid_t child, rusage& usage) {
  int status = 0;
  while (wait4(child, &status, 0, &usage) < 0)
    if (errno != EINTR) throw Error("cannot wait for a process of the benchmark");
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

[[noreturn]] void work_in_child(const std::function<void(Meter&)>& work, int pipe_end) {
  int code = 1;
  try {
    Meter meter;
    work(meter);
    meter.stop();
    const Cost cost = meter.cost();
    code = write(pipe_end, &cost, sizeof cost) == ssize_t{sizeof cost} ? 0 : 1;
  } catch (const std::exception& e) {
    std::fprintf(stderr, "kvali-bench: %s\n", e.what());
  }
  _exit(code);  // Without destructors: a million rows need not be freed one by one.
}

}  // namespace

Meter::Meter() {
  start();
}

void Meter::start() {
  forget_peak();
  begun_s_ = cpu_now_s();
}

void Meter::stop() {
  if (stopped_) return;
  stopped_ = true;
  cost_ = {cpu_now_s() - begun_s_, peak_mb()};
}

Cost run_apart(const std::function<void(Meter&)>& work) {
  int ends[2];
  if (pipe(ends) != 0) throw Error("cannot make a pipe");
  const pid_t child = fork();
  if (child < 0) throw Error("cannot start a process");
  if (child == 0) work_in_child(work, ends[1]);
  close(ends[1]);
  Cost cost;
  const bool told = read(ends[0], &cost, sizeof cost) == ssize_t{sizeof cost};
  close(ends[0]);
  rusage usage{};
  if (wait_for(child, usage) != 0 || !told) throw Error("a benchmark failed");
  return cost;
}

Cost run_program(const std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  for (const int descriptor : {1, 2})
    posix_spawn_file_actions_addopen(&files, descriptor, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int failed = posix_spawn(&child, arguments[0], &files, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  if (failed != 0) throw Error("cannot start " + command.front());
  rusage usage{};
  const int code = wait_for(child, usage);
  if (code != 0 && code != 3) throw Error(command.front() + " failed");
  return {seconds(usage.ru_utime) + seconds(usage.ru_stime), double(usage.ru_maxrss) / 1024};
}

namespace {

Timing timing_of(std::span<const Cost> costs) {
  std::vector<double> times;
  for (const Cost& cost : costs) times.push_back(cost.cpu_s);
  std::sort(times.begin(), times.end());
  const auto least = std::min_element(costs.begin(), costs.end(),
                                      [](const Cost& a, const Cost& b) { return a.peak_mb < b.peak_mb; });
  return {times.front(), times[times.size() / 2], least->peak_mb};
}

}  // namespace

Timing repeat(int runs, const std::function<Cost()>& run) {
  std::vector<Cost> costs;
  for (int i = 0; i < runs; ++i) costs.push_back(run());
  return timing_of(costs);
}

std::pair<Timing, Timing> alternate(int runs, const std::function<Cost()>& one,
                                    const std::function<Cost()>& other) {
  std::vector<Cost> ones, others;
  for (int i = 0; i < runs; ++i) {
    ones.push_back(one());
    others.push_back(other());
  }
  return {timing_of(ones), timing_of(others)};
}

}  // namespace kvali::bench
