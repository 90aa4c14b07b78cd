// Drives the renderer through the C border, as the engine does, without the engine.
#pragma once

#include <deque>
#include <initializer_list>
#include <kvali/plugin.hpp>
#include <string>
#include <utility>
#include <vector>

#include "batch.hpp"

namespace kvali::test {

using Attributes = std::vector<std::pair<std::string, std::string>>;

/// One event with everything it points to.
struct Event {
  int32_t kind = 0;
  int32_t phase = KVALI_LEAF;
  int32_t level = 0;
  uint32_t marks = 0;
  const char* text = nullptr;
  const char* id = nullptr;
  const char* style = nullptr;
  const char* href = nullptr;
  const char* lang = nullptr;
  Attributes attributes = {};
  const Batch* batch = nullptr;
  std::string data = {};
};

struct Report {
  int severity;
  std::string message;
  std::string where;
};

struct Options {
  std::string sheet = {};
  std::string font = {};
  std::string accent = {};
};

/// Renders into `output`; events are sent as they are added.
class EventScript {
 public:
  explicit EventScript(std::string output, Options options = {});
  ~EventScript();
  EventScript(const EventScript&) = delete;
  EventScript& operator=(const EventScript&) = delete;

  EventScript& send(const Event& event);
  EventScript& open(int kind, Event event = {});
  EventScript& close(int kind);
  EventScript& document(const char* title, const char* lang = "en", Attributes attributes = {});
  EventScript& heading(int level, const char* text);
  EventScript& text(const char* text, uint32_t marks = 0, const char* href = nullptr);
  EventScript& paragraph(const char* text, const char* style = "");
  /// A table with one batch of body rows.
  EventScript& table(const char* id, const char* caption, const Batch& rows, Attributes attributes = {});
  EventScript& rows(const Batch& rows, int level = 0);
  /// Closes the document and writes the file; the renderer's answer, or the first error of an event.
  int finish();

  [[nodiscard]] const std::vector<Report>& reports() const { return reports_; }
  [[nodiscard]] bool reported(const std::string& part) const;
  [[nodiscard]] int warnings() const;

 private:
  std::string output_;
  Options options_;
  kvali_value values_[3] = {};
  struct Call : kvali_call {
    EventScript* script = nullptr;
  } call_ = {};
  void* self_ = nullptr;
  int error_ = 0;
  std::vector<Report> reports_;
};

/// A path for a test's file, in a folder of this process.
[[nodiscard]] std::string output_path(const std::string& name);

}  // namespace kvali::test
