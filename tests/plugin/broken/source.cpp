// A source that harms the process it runs in, in the way its option `mode` says.
#include "broken.hpp"

namespace {
const char* const source_modes[] = {"none",    "crash", "abort",  "hang",   "sleep",       "allocate",
                                    "exit",    "fork",  "copy",   "print",  "print-a-lot", "messages",
                                    "at-exit", "rows",  "change", "places", nullptr};
}

struct BrokenSource : kvali::Source {
  static constexpr kvali::Info info{"broken", "Harms the process it runs in."};
  std::string mode = "none";
  kvali::File file;
  static constexpr auto options =
      kvali::options(kvali::option("mode", &BrokenSource::mode, "What to do.", {.choices = source_modes}),
                     kvali::option("file", &BrokenSource::file, "A file to change while it is read."));

  void open() override {
    misbehave(mode, call());
    if (mode == "places")
      for (const char* place : {"/dev/zero:3", "pipe:1", "notes.csv:2:1", "notes.csv:2000000000"})
        warn("[B-1] look there", place);
    table("cells", {{"id", kvali::int64}}, [this](kvali::Rows& rows) {
      rows.add(1);
      if (mode == "change") append_to_file();
      return mode == "rows";
    });
  }

 private:
  void append_to_file() const {
    if (std::FILE* out = std::fopen(file.path.c_str(), "a")) {
      std::fputs("one more line\n", out);
      std::fclose(out);
    }
  }
};
KVALI_PLUGIN("source-broken", "1.0.0", "MIT", BrokenSource)
