#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/error.hpp"

namespace kvali {

/// Reads a picture's bytes; beyond its end it is broken, which throws kvali::Error.
class PictureBytes {
 public:
  /// `complaint`: what the error says; it must outlive this.
  PictureBytes(std::string_view data, const char* complaint) : data_(data), complaint_(complaint) {}

  /// The number that `count` bytes make, at most 4, the greatest first.
  [[nodiscard]] std::uint32_t big(std::size_t at, std::size_t count) const {
    std::uint32_t value = 0;
    for (const char byte : part(at, count)) value = value << 8U | static_cast<unsigned char>(byte);
    return value;
  }
  [[nodiscard]] std::string_view part(std::size_t at, std::size_t count) const {
    if (at > data_.size() || count > data_.size() - at) throw Error(complaint_);
    return data_.substr(at, count);
  }

 private:
  std::string_view data_;
  const char* complaint_;
};

}  // namespace kvali
