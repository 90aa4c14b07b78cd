// Arrow batches for tests, from plain values.
#pragma once

#include <cstdint>
#include <deque>
#include <kvali/plugin.hpp>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace kvali::test {

using Value = std::variant<std::monostate, int64_t, double, bool, std::string>;

struct BatchColumn {
  std::string name;
  std::string format;  ///< Arrow; decimals take their unscaled value as int64.
  std::vector<std::pair<std::string, std::string>> metadata = {};
  std::vector<Value> values = {};
};

/// Owns a schema and one batch of it. Not movable: the structs point into it.
class Batch {
 public:
  explicit Batch(std::vector<BatchColumn> columns);
  Batch(const Batch&) = delete;
  Batch& operator=(const Batch&) = delete;

  [[nodiscard]] const ArrowSchema* schema() const { return &schema_; }
  [[nodiscard]] const ArrowArray* array() const { return &array_; }

 private:
  struct Storage {
    std::string name, format, metadata, validity, data, bytes;
    const void* buffers[3] = {};
    ArrowSchema schema = {};
    ArrowArray array = {};
  };
  void fill(Storage& to, const BatchColumn& column);
  std::deque<Storage> columns_;
  std::vector<ArrowSchema*> schemas_;
  std::vector<ArrowArray*> arrays_;
  ArrowSchema schema_ = {};
  ArrowArray array_ = {};
  const void* no_buffers_[1] = {};
};

}  // namespace kvali::test
