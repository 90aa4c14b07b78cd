#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "base/descriptor.hpp"

namespace kvali {

/// Descriptors of a worker: the socket of its messages, and the reading end of the pipe that what it
/// prints goes into.
enum WorkerDescriptor { worker_socket = 3, worker_prints = 4 };

/// A child process that makes one report.  It leads a process group of its own, and dies with the thread
/// that started it.  When this object goes, the whole group is killed.
class StartedWorker {
 public:
  /// Runs this very program with `arguments` (the first is its name) and `--worker-fd 3` put in front of
  /// them.  Only the descriptors 0 to 4 are open there; it cannot read the terminal, and what it prints
  /// to standard output and error is kept, up to the size of a pipe.  Throws Error.
  explicit StartedWorker(const std::vector<std::string>& arguments);
  StartedWorker(const StartedWorker&) = delete;
  StartedWorker& operator=(const StartedWorker&) = delete;
  ~StartedWorker() { end(); }

  [[nodiscard]] int socket() const { return socket_.get(); }
  /// Becomes readable when the worker has ended.
  [[nodiscard]] int ended() const { return process_.get(); }

  /// Kills what is left of the group; the status of the worker as waitpid() gives it.
  int end();

  /// What the worker printed and did not fetch itself.
  [[nodiscard]] std::string printed() const;

 private:
  pid_t pid_ = -1;
  int status_ = 0;
  Descriptor process_;
  Descriptor socket_;
  Descriptor prints_;
};

/// What is waiting in the pipe `fd`, without waiting for more.
[[nodiscard]] std::string read_waiting(int fd);

}  // namespace kvali
