#include "worker/message_writer.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <new>

#include "base/error.hpp"

namespace kvali {

namespace {

/// Longer than any name the other end gives.
constexpr std::size_t most_answer_bytes = 256;

/// For the handler, which gets no argument.
int memory_fd = -1;

[[noreturn]] void end_for_memory() {
  // Nothing here allocates.
  (void)::send(memory_fd, out_of_memory_line.data(), out_of_memory_line.size(), MSG_NOSIGNAL);
  ::_exit(1);
}

}  // namespace

MessageWriter::MessageWriter(int fd) : fd_(fd), owner_(::getpid()) {
  struct stat info {};
  if (::fstat(fd, &info) != 0 || !S_ISSOCK(info.st_mode)) throw UsageError("--worker-fd is not for people");
  ::fcntl(fd, F_SETFD, FD_CLOEXEC);
}

void MessageWriter::send(const WorkerMessage& message) {
  const std::string line = to_line(message);
  const std::lock_guard lock(mutex_);
  write(line);
}

void MessageWriter::write(std::string_view bytes) {
  if (::getpid() != owner_) ::_exit(1);
  while (!bytes.empty()) {
    const ssize_t n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) ::_exit(1);
    bytes.remove_prefix(std::size_t(n));
  }
}

std::string MessageWriter::ask_folder() {
  const std::lock_guard lock(mutex_);
  write(to_line(FolderRequest{}));
  std::string name;
  char c = 0;
  while (true) {
    const ssize_t n = ::recv(fd_, &c, 1, 0);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0 || name.size() > most_answer_bytes) ::_exit(1);
    if (c == '\n') return name;
    name += c;
  }
}

void MessageWriter::end_when_memory_is_used_up() {
  memory_fd = fd_;
  std::set_new_handler(end_for_memory);
}

}  // namespace kvali
