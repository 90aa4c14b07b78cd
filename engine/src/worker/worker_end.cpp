#include "worker/worker_end.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <algorithm>

#include "base/text.hpp"

namespace kvali {

namespace {

/// Of what it printed before it died: enough for an assertion or the head of a stack trace, in bytes.
constexpr std::size_t most_last_words = 1200;

/// What a signal means, for people.
std::string words_for(int signal) {
  switch (signal) {
    case SIGSEGV:
      return "it used memory that is not its own (SIGSEGV)";
    case SIGABRT:
      return "it gave up (SIGABRT)";
    case SIGFPE:
      return "it divided by zero (SIGFPE)";
    case SIGILL:
      return "it ran what is no program (SIGILL)";
    case SIGBUS:
      return "it used memory that is gone; a file may have become shorter while it was read (SIGBUS)";
    case SIGKILL:
      return "it was killed; the machine may have run out of memory (SIGKILL)";
    case SIGSYS:
      return "it asked the system for what is forbidden (SIGSYS)";
    default:
      return fmt::format("signal {}", signal);
  }
}

/// The limit that was in force: the user's own may be tighter.
std::int64_t file_limit_mib(const WorkerLimits& limits) {
  struct rlimit own {};
  if (::getrlimit(RLIMIT_FSIZE, &own) != 0 || own.rlim_cur == RLIM_INFINITY) return limits.file_mib;
  return std::min(limits.file_mib, std::int64_t(own.rlim_cur >> 20));
}

std::string last_words(const std::string& printed) {
  std::string text = sanitize_utf8(printed.substr(0, most_last_words));
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  return text.empty() ? text : "; it printed:\n" + text;
}

Diagnostic finding(const WorkerEnd& end, const char* id, const std::string& what, const std::string& hint) {
  const std::string who = end.done                  ? "a plugin"
                          : end.step.plugin.empty() ? "Kvali"
                                                    : "the plugin " + end.step.plugin;
  Place place;
  place.file = end.done ? "end of the run" : end.step.what;
  return {id, Severity::error, who + " " + what, place, hint, {}};
}

/// What can be done about a program that is wrong.
std::string hint_for_mistake(const WorkerEnd& end) {
  return end.step.plugin.empty() && !end.done
             ? "this is a mistake in Kvali: tell its makers, with the report folder"
             : "this is a mistake in the plugin: update it, or tell its maker";
}

Diagnostic explain_death(const WorkerEnd& end, const WorkerLimits& limits) {
  if (!WIFSIGNALED(end.status))
    return finding(end, "PLG-13",
                   fmt::format("ended the program with status {} in the middle of the report{}",
                               WEXITSTATUS(end.status), last_words(end.printed)),
                   hint_for_mistake(end));
  const int signal = WTERMSIG(end.status);
  if (signal == SIGXFSZ)
    return finding(end, "PLG-12", fmt::format("wrote a file longer than {} MiB", file_limit_mib(limits)),
                   "divide the report, or leave out its longest tables");
  if (signal == SIGXCPU)
    return finding(end, "PLG-10", "used more processor time than a report may",
                   "raise the limit, e.g. --time-limit 900");
  return finding(end, "PLG-09", fmt::format("crashed: {}{}", words_for(signal), last_words(end.printed)),
                 hint_for_mistake(end));
}

}  // namespace

Diagnostic explain(const WorkerEnd& end, const WorkerLimits& limits) {
  switch (end.reason) {
    case WorkerEnd::Reason::out_of_time:
      return finding(
          end, "PLG-10",
          fmt::format("was not ready after {} second{}", limits.seconds, limits.seconds == 1 ? "" : "s"),
          fmt::format("if that much work is meant, raise the limit: --time-limit {}",
                      std::int64_t{limits.seconds} * 3));
    case WorkerEnd::Reason::out_of_memory:
      return finding(end, "PLG-11", fmt::format("needs more than {} MiB of memory", limits.memory_mib),
                     fmt::format("if that much data is meant, raise the limit: --memory-limit {}",
                                 limits.memory_mib * 2));
    case WorkerEnd::Reason::breach:
      return finding(end, "PLG-12", "said more than a report may: " + end.breach, hint_for_mistake(end));
    case WorkerEnd::Reason::died:
      break;
  }
  return explain_death(end, limits);
}

}  // namespace kvali
