// The smallest renderer in C++: texts and row counts.
#include <cerrno>
#include <fstream>

#include <kvali/plugin.hpp>

struct Outline : kvali::Renderer {
  static constexpr kvali::Info info{"outline", "Headings and row counts as text.", "txt", "text/plain"};
  std::ofstream out;
  int64_t rows = 0;

  void begin() override {
    out.open(output());
    if (!out) throw kvali::Error("cannot create the file", output(), EIO);
  }
  void event(const kvali_event& e) override {
    if (e.kind == KVALI_TEXT) out << e.text << '\n';
    if (e.kind == KVALI_TABLE && e.phase == KVALI_OPEN) rows = 0;
    if (e.kind == KVALI_ROWS) rows += e.batch->length;
    if (e.kind == KVALI_TABLE && e.phase == KVALI_CLOSE) out << rows << " rows\n";
  }
  void finish() override {
    if (!out.flush()) throw kvali::Error("disk full?", output(), EIO);
  }
};
KVALI_PLUGIN("outline", "1.0.0", "MIT", Outline)
