#include "daemon/report_child.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "base/error.hpp"

namespace kvali {

namespace fs = std::filesystem;

namespace {

/// A report with the most findings that Kvali keeps stays far below.
constexpr std::size_t longest_output = 128u << 20;

[[noreturn]] void fail(const char* what) {
  throw Error(std::string(what) + ": " + std::generic_category().message(errno));
}

/// kvali lies beside kvalid.
std::vector<std::string> command_line(const ReportJob& job) {
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  std::vector<std::string> words{(self.parent_path() / "kvali").string(), "--json"};
  for (const fs::path& folder : job.templates) words.insert(words.end(), {"--template-dir", folder.string()});
  words.insert(words.end(), {"run", job.report.string(), "--period", job.period, "--out", job.out.string()});
  return words;
}

/// From fork() to exec(): nothing here may allocate or lock.
[[noreturn]] void become_report(pid_t parent, int null, int output, char* const* arguments) {
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (::getppid() != parent) ::_exit(1);
  ::setpgid(0, 0);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  if (::dup2(null, 0) < 0 || ::dup2(output, 1) < 0 || ::dup2(output, 2) < 0) ::_exit(127);
  ::close_range(3, ~0u, 0);
  ::execv(arguments[0], arguments);
  ::_exit(127);
}

}  // namespace

ReportChild::ReportChild(ReportJob job) : job_(std::move(job)) {
  std::vector<std::string> words = command_line(job_);
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);

  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) fail("cannot start a report");
  output_ = Descriptor(pipe[0]);
  const Descriptor other_end(pipe[1]);
  const Descriptor null(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  ::fcntl(output_.get(), F_SETFL, O_NONBLOCK);
  const pid_t parent = ::getpid();
  pid_ = ::fork();
  if (pid_ < 0) fail("cannot start a report");
  if (pid_ == 0) become_report(parent, null.get(), other_end.get(), arguments.data());
}

ReportChild::~ReportChild() {
  if (pid_ < 0) return;
  // TERM first would let it take back what it has written, but its folder is thrown away anyhow.
  ::kill(-pid_, SIGKILL);
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
}

bool ReportChild::read() {
  std::array<char, 1 << 16> buffer{};
  while (true) {
    const ssize_t n = ::read(output_.get(), buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return errno != EAGAIN;
    if (n == 0) return true;
    if (said_.size() < longest_output) said_.append(buffer.data(), std::size_t(n));
  }
}

ReportResult ReportChild::result() {
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  return read_report_result(said_, WIFEXITED(status) ? WEXITSTATUS(status) : -1);
}

}  // namespace kvali
