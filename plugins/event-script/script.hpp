// Drives a renderer through the C border, as the engine does, without the engine.
#pragma once

#include <deque>
#include <kvali/plugin.hpp>
#include <string>
#include <utility>
#include <vector>

#include "batch.hpp"

namespace kvali::test {

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// What an event may carry besides its kind.
struct With {
  const char* text = nullptr;
  int level = 0;
  const char* style = nullptr;
  const char* id = nullptr;
  const char* href = nullptr;
  uint32_t marks = 0;
  const char* lang = nullptr;
  Pairs attrs = {};
  const Batch* batch = nullptr;
  std::string data = {};
};

/// One document, played to one renderer. What it reports is kept.
class Script {
 public:
  /// Options that are not named have their defaults; only options of type string.
  Script(const kvali_renderer& renderer, std::string output, const Pairs& options = {});
  ~Script();
  Script(const Script&) = delete;
  Script& operator=(const Script&) = delete;

  Script& open(int kind, const With& with = {}) { return send(kind, KVALI_OPEN, with); }
  Script& close(int kind) { return send(kind, KVALI_CLOSE, {}); }
  Script& leaf(int kind, const With& with = {}) { return send(kind, KVALI_LEAF, with); }
  Script& text(const char* words, uint32_t marks = 0, const char* href = nullptr);
  Script& paragraph(const char* words, const char* style = nullptr);
  Script& heading(int level, const char* words);
  /// A table with one batch of body rows.
  Script& table(const With& head, const Batch& rows);
  /// The renderer's answer, or the first error of an event; ends with destroy().
  int finish();

  [[nodiscard]] bool reported(const std::string& part) const;
  [[nodiscard]] const std::vector<std::string>& reports() const { return reports_; }

 private:
  Script& send(int kind, int phase, const With& with);

  const kvali_renderer& renderer_;
  std::string output_;
  std::deque<std::string> texts_;
  std::vector<kvali_value> values_;
  struct Call : kvali_call {
    Script* script = nullptr;
  } call_ = {};
  void* self_ = nullptr;
  int error_ = 0;
  std::vector<std::string> reports_;
};

}  // namespace kvali::test
