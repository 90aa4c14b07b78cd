// What a plugin must never do, as a choice: shared by the broken source and the broken renderer.
#pragma once

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "kvali/plugin.hpp"

/// Does what does not depend on the kind of plugin; `call` is used for messages.
inline void misbehave(const std::string& mode, const kvali_call* call) {
  if (mode == "crash") ::raise(SIGSEGV);
  if (mode == "abort") {
    std::fputs("broken: cannot go on\n", stderr);
    std::abort();
  }
  if (mode == "hang")
    while (::getpid() != 0) {
    }
  if (mode == "sleep") ::pause();
  if (mode == "allocate") {
    std::vector<std::string> all;
    while (true) all.emplace_back(std::size_t{16} << 20, 'x');
  }
  if (mode == "exit") std::exit(0);
  // The child stays, with every descriptor it has inherited.
  if (mode == "fork" && ::fork() == 0) ::pause();
  // Two of us go on.
  if (mode == "copy") (void)::fork();
  if (mode == "print") std::puts("hello from a plugin");
  if (mode == "print-a-lot")
    for (int i = 0; i < 1'000'000; ++i) std::fputs("hello from a plugin\n", stderr);
  if (mode == "messages")
    for (int i = 0;; ++i)
      call->report(call, KVALI_WARNING, ("[B-" + std::to_string(i) + "] odd").c_str(), nullptr);
  if (mode == "at-exit") std::atexit([] { std::abort(); });
}
