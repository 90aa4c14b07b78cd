#include "worker/start_worker.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "base/error.hpp"

namespace kvali {

namespace {

[[noreturn]] void fail() {
  throw Error("cannot start a process: " + std::generic_category().message(errno));
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

std::vector<std::string> worker_environment() {
  std::vector<std::string> all;
  for (char** entry = environ; *entry != nullptr; ++entry)
    if (std::strncmp(*entry, "LD_BIND_NOW=", 12) != 0) all.emplace_back(*entry);
  // Poco's loader binds lazily: a missing symbol of a plugin is found when it is loaded, not in the middle
  // of a report.
  all.emplace_back("LD_BIND_NOW=1");
  return all;
}

/// Descriptors of the worker, each where a plain copy cannot overwrite another one.
struct Ends {
  int null, prints_out, socket, prints_in;
};

/// From fork() to exec(): nothing here may allocate or lock.
[[noreturn]] void become_worker(pid_t parent, const Ends& ends, char** arguments, char** environment) {
  constexpr int above_all_targets = 16;
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(1);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  int sources[] = {ends.null, ends.prints_out, ends.prints_out, ends.socket, ends.prints_in};
  for (int& fd : sources)
    if ((fd = ::fcntl(fd, F_DUPFD, above_all_targets)) < 0) ::_exit(127);
  int target = 0;
  for (const int fd : sources)
    if (::dup2(fd, target++) < 0) ::_exit(127);
  ::close_range(unsigned(target), ~0u, 0);
  ::execve("/proc/self/exe", arguments, environment);
  ::_exit(127);
}

}  // namespace

StartedWorker::StartedWorker(const std::vector<std::string>& arguments) {
  std::vector<std::string> texts = arguments;
  texts.insert(texts.begin() + 1, {"--worker-fd", std::to_string(worker_socket)});
  std::vector<std::string> environment = worker_environment();
  const std::vector<char*> argv = pointers(texts);
  const std::vector<char*> envp = pointers(environment);

  int sockets[2];
  int pipe[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0) fail();
  socket_ = Descriptor(sockets[0]);
  const Descriptor other_end(sockets[1]);
  // Not blocking: whoever prints more than fits into the pipe loses it, and nobody waits.
  if (::pipe2(pipe, O_CLOEXEC | O_NONBLOCK) != 0) fail();
  prints_ = Descriptor(pipe[0]);
  const Descriptor prints_out(pipe[1]);
  const Descriptor null(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  if (null.get() < 0) fail();

  const Ends ends{null.get(), prints_out.get(), other_end.get(), prints_.get()};
  const pid_t parent = ::getpid();
  pid_ = ::fork();
  if (pid_ < 0) fail();
  if (pid_ == 0)
    become_worker(parent, ends, const_cast<char**>(argv.data()), const_cast<char**>(envp.data()));
  // Here too, so that the group is there before anybody kills it.
  ::setpgid(pid_, pid_);
  // Not by the function of glibc 2.36: its header forgets that it is C.
  process_ = Descriptor(int(::syscall(SYS_pidfd_open, pid_, 0)));
  if (process_.get() < 0) {
    const int code = errno;
    end();
    errno = code;
    fail();
  }
}

int StartedWorker::end() {
  if (pid_ < 0) return status_;
  // The leader is not reaped before its group is killed: until then its number is not given away.
  ::kill(-pid_, SIGKILL);
  while (::waitpid(pid_, &status_, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  return status_;
}

std::string StartedWorker::printed() const {
  return read_waiting(prints_.get());
}

std::string read_waiting(int fd) {
  // Somebody may be writing all the time: a pipe's worth is enough.
  constexpr std::size_t enough = 64u << 10;
  std::string text;
  char buffer[4096];
  while (text.size() < enough) {
    const ssize_t n = ::read(fd, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    text.append(buffer, std::size_t(n));
  }
  return text;
}

}  // namespace kvali
