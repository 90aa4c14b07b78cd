// Size of a PNG or JPEG, read from its head before libxlsxwriter sees it.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace kvali::xlsx {

struct PixelSize {
  uint32_t width = 0;
  uint32_t height = 0;
};

/// Nothing where the bytes are neither a PNG nor a JPEG with a size.
[[nodiscard]] std::optional<PixelSize> picture_size(const std::vector<unsigned char>& bytes);

/// The factor libxlsxwriter applies by itself: it shows a picture at the resolution its file states.
struct Resolution {
  double x_dpi = 96;
  double y_dpi = 96;
};
[[nodiscard]] Resolution picture_resolution(const std::vector<unsigned char>& bytes);

}  // namespace kvali::xlsx
