// A renderer that harms the process it runs in, in the way its option `mode` says.
#include "broken.hpp"

#include <fstream>

namespace {
const char* const renderer_modes[] = {"none",    "crash", "abort", "hang", "allocate",
                                      "exit",    "fork",  "print", "copy", "messages",
                                      "at-exit", "file",  "fail",  "wait", nullptr};
}

struct BrokenRenderer : kvali::Renderer {
  static constexpr kvali::Info info{"broken", "Harms the process it runs in.", "txt", "text/plain"};
  std::string mode = "none";
  static constexpr auto options = kvali::options(
      kvali::option("mode", &BrokenRenderer::mode, "What to do.", {.choices = renderer_modes}));

  void event(const kvali_event&) override {}
  void finish() override {
    std::ofstream out(output());
    out << "half of a report" << std::endl;
    misbehave(mode, call());
    // Until a test lets it go on.
    while (mode == "wait" && ::access("go", F_OK) != 0) ::usleep(20'000);
    if (mode == "file")
      while (out) out << std::string(1u << 20, 'x');
    // What libxlsxwriter does on a full disk: a line of its own, and an error for who called it.
    if (mode == "fail") {
      std::fputs("[ERROR] broken: disk full\n", stderr);
      throw kvali::Error("the disk is full", output(), EIO);
    }
  }
};
KVALI_PLUGIN("render-broken", "1.0.0", "MIT", BrokenRenderer)
