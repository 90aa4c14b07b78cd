#pragma once

#include <cstddef>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace kvali::csv {

/// The largest file, and the largest text after conversion to UTF-8: Arrow's text offsets are
/// 32 bit, so a column of one batch must stay below 2 GiB.
inline constexpr size_t largest_size_bytes = size_t{1} << 30;

/// Called in long work with the bytes done and the bytes in all; may throw to cancel.
using Progress = std::function<void(size_t done, size_t total)>;

/// A block of memory that the scanner may read in whole 64-byte steps: `padding` zero bytes follow
/// the content.
class Bytes {
 public:
  static constexpr size_t padding = 64;

  Bytes() : Bytes(size_t{0}) {}
  explicit Bytes(size_t size);
  explicit Bytes(std::string_view content);

  [[nodiscard]] char* data() { return data_.get(); }
  [[nodiscard]] size_t size() const { return size_; }
  [[nodiscard]] std::string_view view() const { return {data_.get(), size_}; }
  /// Makes the content shorter; what was cut off becomes padding.
  void shrink(size_t size);

 private:
  struct Free {
    void operator()(char* block) const { std::free(block); }
  };
  std::unique_ptr<char[], Free> data_;
  size_t size_;
};

/// Reads a whole regular file.  Throws kvali::Error (ENOENT, EACCES, EISDIR, EFBIG, EIO ...) that
/// names the path.
///
/// The file is copied, not mapped: somebody who shortens a mapped file while it is read kills the
/// whole process, and one who changes it makes checked text unchecked.
Bytes read_file(const std::string& path, const Progress& progress);

}  // namespace kvali::csv
