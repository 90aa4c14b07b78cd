#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kvali::html {

/// The file being written, piece by piece: a long table is never held in memory. It is removed unless
/// finish() was called.
class Output {
 public:
  /// Throws kvali::Error when the file cannot be created.
  explicit Output(std::string path);
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  /// What is written next is appended here.
  [[nodiscard]] std::string& text() { return buffer_; }
  Output& operator<<(std::string_view piece) {
    buffer_ += piece;
    return *this;
  }
  /// Call now and then: passes a full buffer on to the file.
  void settle() {
    if (buffer_.size() >= buffer_bytes) flush();
  }
  /// Bytes written so far.
  [[nodiscard]] uint64_t position() const { return flushed_ + buffer_.size(); }
  /// Puts texts in at earlier positions, which ascend; what stands there moves on.
  struct Insertion {
    uint64_t at;
    std::string text;
  };
  void insert(const std::vector<Insertion>& insertions);
  /// The file is complete. Throws when it could not be written.
  void finish();

 private:
  static constexpr size_t buffer_bytes = size_t{1} << 16;
  void flush();
  void move(uint64_t begin, uint64_t end, uint64_t by);
  void write_at(uint64_t at, std::string_view bytes);
  [[noreturn]] void fail(const char* what) const;

  std::string path_;
  std::string buffer_;
  uint64_t flushed_ = 0;
  int file_ = -1;
  bool finished_ = false;
};

}  // namespace kvali::html
