#pragma once

#include <deque>
#include <initializer_list>
#include <kvali/plugin.hpp>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace kvali::pdf::test {

using Attrs = std::vector<std::pair<std::string, std::string>>;
/// A cell of a test table: nothing, text, whole number or decimal number.
using Value = std::variant<std::monostate, std::string, int64_t, double>;

/// Rows as a renderer gets them: an Arrow schema and one struct array.
class Batch {
 public:
  struct Field {
    std::string name;
    const char* format = "u";  ///< "u", "l", "g" or "b".
    Attrs metadata;
  };
  Batch(std::vector<Field> fields, const std::vector<std::vector<Value>>& rows);
  Batch(const Batch&) = delete;
  Batch& operator=(const Batch&) = delete;
  [[nodiscard]] const ArrowSchema* schema() const { return &schema_; }
  [[nodiscard]] const ArrowArray* array() const { return &array_; }

 private:
  struct Column {
    std::string metadata;
    std::string text;
    std::vector<int32_t> offsets{0};
    std::vector<int64_t> integers;
    std::vector<double> reals;
    std::vector<uint8_t> bits;
    std::vector<uint8_t> valid;
    const void* buffers[3] = {nullptr, nullptr, nullptr};
    ArrowSchema schema{};
    ArrowArray array{};
  };
  std::vector<Field> fields_;
  std::deque<Column> columns_;
  std::vector<ArrowSchema*> schemas_;
  std::vector<ArrowArray*> arrays_;
  const void* no_validity_[1] = {nullptr};
  ArrowSchema schema_{};
  ArrowArray array_{};
};

/// What an event of the script may carry besides its kind.
struct With {
  const char* text = nullptr;
  int level = 0;
  const char* style = nullptr;
  const char* id = nullptr;
  const char* href = nullptr;
  uint32_t marks = 0;
  const char* lang = nullptr;
  Attrs attrs = {};
  const Batch* batch = nullptr;
  std::string data = {};
};

/// Plays events to a renderer in the engine's place and keeps what it reports.
class Script {
 public:
  explicit Script(const std::string& output, const std::string& locale = "en", Attrs options = {});
  ~Script();
  Script(const Script&) = delete;
  Script& operator=(const Script&) = delete;

  Script& open(int kind, const With& with = {});
  Script& close(int kind);
  Script& leaf(int kind, const With& with = {});
  /// The usual blocks in one call.
  Script& paragraph(const char* text, const char* style = nullptr);
  Script& heading(int level, const char* text);
  Script& section(int level, const char* title, const char* id);
  Script& end_section() { return close(KVALI_SECTION); }
  Script& table(const char* id, const char* caption, const Batch& rows, Attrs attrs = {});
  /// 0, or the errno value of the call that failed; finish() calls destroy().
  int finish();

  std::vector<std::string> reports;  ///< "severity|message|where"
  [[nodiscard]] bool reported(const std::string& part) const;

 private:
  void send(int kind, int phase, const With& with);
  const kvali_renderer* renderer_;
  std::vector<kvali_value> values_;
  std::deque<std::string> texts_;
  kvali_call call_{};
  std::string output_;
  std::string locale_;
  void* self_ = nullptr;
  int failed_ = 0;
};

}  // namespace kvali::pdf::test
