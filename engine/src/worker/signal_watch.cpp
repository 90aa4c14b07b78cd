#include "worker/signal_watch.hpp"

#include <sys/signalfd.h>

#include <cerrno>
#include <system_error>

#include "base/error.hpp"

namespace kvali {

SignalWatch::SignalWatch() {
  sigset_t watched;
  ::sigemptyset(&watched);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::sigaddset(&watched, signal);
  ::sigprocmask(SIG_BLOCK, &watched, &before_);
  fd_ = Descriptor(::signalfd(-1, &watched, SFD_CLOEXEC | SFD_NONBLOCK));
  if (fd_.get() >= 0) return;
  const int code = errno;
  ::sigprocmask(SIG_SETMASK, &before_, nullptr);
  throw Error("cannot watch for signals: " + std::generic_category().message(code));
}

SignalWatch::~SignalWatch() {
  ::sigprocmask(SIG_SETMASK, &before_, nullptr);
}

int SignalWatch::take() {
  signalfd_siginfo info{};
  return ::read(fd_.get(), &info, sizeof info) == ssize_t(sizeof info) ? int(info.ssi_signo) : 0;
}

}  // namespace kvali
