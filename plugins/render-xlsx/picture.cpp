#include "picture.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace kvali::xlsx {
namespace {

constexpr std::array<unsigned char, 8> png_signature{0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A};
constexpr uint32_t largest_side = 30000;  // pixels; more than any report prints

using Bytes = std::vector<unsigned char>;

uint32_t big_endian(const Bytes& bytes, size_t at, size_t count) {
  uint32_t value = 0;
  for (size_t i = 0; i < count; ++i) value = (value << 8) | bytes[at + i];
  return value;
}

bool is_png(const Bytes& bytes) {
  return bytes.size() > 33 && std::equal(png_signature.begin(), png_signature.end(), bytes.begin());
}

bool is_jpeg(const Bytes& bytes) {
  return bytes.size() > 20 && bytes[0] == 0xFF && bytes[1] == 0xD8;
}

// Start of the first marker segment for which `wanted` holds, or 0. Fill bytes and markers without a
// length do not occur before the frame of a well-formed file.
template <class Wanted>
size_t jpeg_segment(const Bytes& bytes, Wanted wanted) {
  size_t at = 2;
  while (at + 9 < bytes.size() && bytes[at] == 0xFF) {
    const unsigned char marker = bytes[at + 1];
    if (wanted(marker)) return at;
    if (marker == 0xD9 || marker == 0xDA) return 0;
    at += 2 + big_endian(bytes, at + 2, 2);
  }
  return 0;
}

bool is_frame(unsigned char marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

std::optional<PixelSize> usable(PixelSize size) {
  if (size.width == 0 || size.height == 0 || size.width > largest_side || size.height > largest_side)
    return std::nullopt;
  return size;
}

}  // namespace

std::optional<PixelSize> picture_size(const Bytes& bytes) {
  if (is_png(bytes)) {
    const std::string_view chunk(reinterpret_cast<const char*>(bytes.data()) + 12, 4);
    if (chunk != "IHDR") return std::nullopt;
    return usable({big_endian(bytes, 16, 4), big_endian(bytes, 20, 4)});
  }
  if (!is_jpeg(bytes)) return std::nullopt;
  const size_t frame = jpeg_segment(bytes, is_frame);
  if (frame == 0) return std::nullopt;
  return usable({big_endian(bytes, frame + 7, 2), big_endian(bytes, frame + 5, 2)});
}

Resolution picture_resolution(const Bytes& bytes) {
  double x = 0;
  double y = 0;
  double unit = 0;  // Of what is stated, in inches.
  if (is_png(bytes)) {
    for (size_t at = 8; at + 21 <= bytes.size();) {
      const uint32_t length = big_endian(bytes, at, 4);
      const std::string_view chunk(reinterpret_cast<const char*>(bytes.data()) + at + 4, 4);
      if (chunk == "IDAT" || chunk == "IEND") break;
      if (chunk == "pHYs" && bytes[at + 16] == 1) {
        x = big_endian(bytes, at + 8, 4);
        y = big_endian(bytes, at + 12, 4);
        unit = 0.0254;
      }
      at += size_t(length) + 12;
    }
  } else if (is_jpeg(bytes)) {
    const size_t jfif = jpeg_segment(bytes, [](unsigned char marker) { return marker == 0xE0; });
    if (jfif != 0 && jfif + 16 < bytes.size()) {
      const unsigned char kind = bytes[jfif + 11];
      unit = kind == 1 ? 1 : kind == 2 ? 2.54 : 0;
      x = big_endian(bytes, jfif + 12, 2);
      y = big_endian(bytes, jfif + 14, 2);
    }
  }
  if (x <= 0 || y <= 0 || unit <= 0) return {};
  return {x * unit, y * unit};
}

}  // namespace kvali::xlsx
