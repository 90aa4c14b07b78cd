#pragma once

#include <sys/types.h>

#include <mutex>
#include <string>

#include "worker/message.hpp"

namespace kvali {

/// The worker's end of the socket to the program that started it.  Thread-safe.  Where the other end is
/// gone, or this process is a copy that a plugin forked, the process ends: nobody waits for its work.
class MessageWriter {
 public:
  /// Throws UsageError if `fd` is not a socket.  Takes it.
  explicit MessageWriter(int fd);
  MessageWriter(const MessageWriter&) = delete;
  MessageWriter& operator=(const MessageWriter&) = delete;

  void send(const WorkerMessage& message);

  /// Name of an empty folder in the output folder, to write into; waits while another run writes there.
  [[nodiscard]] std::string ask_folder();

  /// From now on an allocation that fails ends the process with OutOfMemory, whoever asked for it.
  void end_when_memory_is_used_up();

 private:
  void write(std::string_view bytes);

  int fd_;
  pid_t owner_;
  std::mutex mutex_;
};

}  // namespace kvali
