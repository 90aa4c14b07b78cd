#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace kvali::xlsx {

/// Bytes of known length that may be read in any order.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  [[nodiscard]] virtual uint64_t size() const = 0;
  /// Copies up to `n` bytes from `offset`; fewer only at the end.
  virtual size_t read_at(uint64_t offset, char* to, size_t n) const = 0;
  /// Copies `n` bytes; throws where the file ends before.
  void read_all_at(uint64_t offset, char* to, size_t n) const;
};

/// A file, read piece by piece.  It is not mapped: somebody who shortens a mapped file while it is
/// read kills the whole process.
class DiskFile : public ByteSource {
 public:
  /// Throws Error (ENOENT, EACCES, EISDIR ...) that names the path.
  explicit DiskFile(const std::string& path);
  DiskFile(const DiskFile&) = delete;
  DiskFile& operator=(const DiskFile&) = delete;
  ~DiskFile() override;

  [[nodiscard]] uint64_t size() const override { return size_; }
  size_t read_at(uint64_t offset, char* to, size_t n) const override;

 private:
  std::string path_;
  int descriptor_;
  uint64_t size_ = 0;
};

/// Bytes in memory; borrows them.
class MemoryFile : public ByteSource {
 public:
  explicit MemoryFile(std::string_view content) : content_(content) {}
  [[nodiscard]] uint64_t size() const override { return content_.size(); }
  size_t read_at(uint64_t offset, char* to, size_t n) const override;

 private:
  std::string_view content_;
};

}  // namespace kvali::xlsx
