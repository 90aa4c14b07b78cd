#include "worker/supervise.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <chrono>

#include "base/error.hpp"
#include "worker/message_reader.hpp"
#include "worker/signal_watch.hpp"
#include "worker/start_worker.hpp"
#include "worker/worker_end.hpp"

namespace kvali {

namespace {

using Clock = std::chrono::steady_clock;

/// How often a folder that another run holds is tried again.
constexpr std::chrono::milliseconds retry_folder{50};

class Supervision {
 public:
  Supervision(const WorkerTask& task, SignalWatch& signals)
      : task_(task), signals_(signals), worker_(task.arguments), deadline_(Clock::now() + limit()) {}

  WorkerResult run() {
    while (!ended_) turn();
    const int status = worker_.end();
    if (result_.interrupted_by != 0 || refused_) return std::move(result_);
    // Only a clean exit counts: a worker that says it is done and then crashes has corrupted its memory.
    const bool well = reason_ == WorkerEnd::Reason::died && WIFEXITED(status) && WEXITSTATUS(status) == 0 &&
                      (result_.end || result_.failure);
    if (!well) explain_end(status);
    return std::move(result_);
  }

 private:
  [[nodiscard]] std::chrono::seconds limit() const { return std::chrono::seconds(task_.limits.seconds); }

  /// Waits for one thing to happen and sees to it.
  void turn() {
    pollfd watched[] = {{open_ ? worker_.socket() : -1, POLLIN, 0},
                        {worker_.ended(), POLLIN, 0},
                        {signals_.descriptor(), POLLIN, 0}};
    if (::poll(watched, 3, milliseconds_to_wait()) < 0 && errno != EINTR)
      throw Error("cannot wait for a process");
    if (const int signal = signals_.take()) {
      result_.interrupted_by = signal;
      ended_ = true;
      return;
    }
    if (watched[0].revents != 0) read_messages();
    if (watched[1].revents != 0 && !ended_) {
      while (open_ && !ended_ && read_messages()) {
      }
      ended_ = true;
    }
    if (wants_folder_ && !ended_) try_folder();
    if (!ended_ && !wants_folder_ && Clock::now() >= deadline_) stop(WorkerEnd::Reason::out_of_time);
  }

  [[nodiscard]] int milliseconds_to_wait() const {
    if (wants_folder_) return int(retry_folder.count());
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - Clock::now()).count();
    return int(std::clamp<std::int64_t>(left + 1, 0, 60'000));
  }

  void stop(WorkerEnd::Reason reason) {
    reason_ = reason;
    ended_ = true;
  }

  /// Takes what has arrived; false if nothing had.
  bool read_messages() {
    char buffer[1 << 16];
    const ssize_t n = ::recv(worker_.socket(), buffer, sizeof buffer, MSG_DONTWAIT);
    if (n < 0 && (errno == EINTR || errno == EAGAIN)) return errno == EINTR;
    if (n <= 0) {
      open_ = false;
      return false;
    }
    for (WorkerMessage& message : reader_.feed({buffer, std::size_t(n)}))
      std::visit([this](auto& m) { take(std::move(m)); }, message);
    if (!reader_.breach().empty()) stop(WorkerEnd::Reason::breach);
    return true;
  }

  void take(Step step) {
    step_ = std::move(step);
    if (task_.on_step) task_.on_step(step_);
  }
  void take(Diagnostic finding) { result_.findings.add(std::move(finding)); }
  void take(FolderRequest /*request*/) {
    wants_folder_ = true;
    asked_at_ = Clock::now();
  }
  void take(MadeFile file) { result_.made.push_back(std::move(file.name)); }
  void take(OutputLine line) { result_.lines.push_back(std::move(line.text)); }
  void take(Failure failure) { result_.failure = std::move(failure); }
  void take(OutOfMemory /*message*/) { stop(WorkerEnd::Reason::out_of_memory); }
  void take(End end) { result_.end = end; }

  /// What is wrong with the folder is told after what was found until then.
  void try_folder() {
    try {
      answer_folder();
    } catch (const Error& e) {
      result_.failure = Failure{false, e.what(), e.hint()};
      refused_ = true;
      ended_ = true;
    }
  }

  void answer_folder() {
    if (!task_.open_folder) throw Error("nothing is to be written");
    const auto name = task_.open_folder();
    if (!name) return wait_for_folder();
    wants_folder_ = false;
    // Waiting for another run is nobody's work.
    deadline_ += Clock::now() - asked_at_;
    const std::string line = *name + "\n";
    (void)::send(worker_.socket(), line.data(), line.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  }

  void wait_for_folder() {
    if (!waiting_ && task_.on_wait) task_.on_wait();
    waiting_ = true;
    if (Clock::now() - asked_at_ > limit())
      throw Error(fmt::format("another run has been writing there for {} seconds", task_.limits.seconds),
                  "end it, or write elsewhere with --out");
  }

  void explain_end(int status) {
    const bool done = result_.end.has_value();
    result_.end.reset();
    result_.failure.reset();
    result_.made.clear();
    result_.findings.add(
        explain({reason_, status, reader_.breach(), worker_.printed(), step_, done}, task_.limits));
  }

  const WorkerTask& task_;
  SignalWatch& signals_;
  StartedWorker worker_;
  MessageReader reader_;
  WorkerResult result_;
  Step step_{"start", {}};
  Clock::time_point deadline_;
  Clock::time_point asked_at_;
  WorkerEnd::Reason reason_ = WorkerEnd::Reason::died;
  bool ended_ = false;
  bool refused_ = false;  ///< There is no folder to write into.
  bool open_ = true;
  bool wants_folder_ = false;
  bool waiting_ = false;
};

}  // namespace

WorkerResult supervise(const WorkerTask& task, SignalWatch& signals) {
  return Supervision(task, signals).run();
}

}  // namespace kvali
