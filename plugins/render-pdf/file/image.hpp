#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "file/sink.hpp"

namespace kvali::pdf {

/// An image as the file stores it.
struct Image {
  unsigned width = 0;
  unsigned height = 0;
  std::string color_space;  ///< PDF text, "/DeviceRGB".
  std::string filter;       ///< "/FlateDecode" or "/DCTDecode".
  std::string decode;       ///< Decode array, or empty.
  std::string bytes;
  std::string alpha;  ///< Deflated 8-bit opacity, or empty.
};

/// Reads a PNG or JPEG. Throws kvali::Error with the reason when it is broken, too big or of another
/// kind.
[[nodiscard]] Image read_image(std::string_view data);

/// The images of a document; the same picture twice is stored once.
class ImageStore {
 public:
  /// Index of the image; the resource's name is "Im" and the index.
  size_t add(std::string_view data);
  [[nodiscard]] const Image& image(size_t index) const { return images_[index]; }
  [[nodiscard]] size_t size() const { return images_.size(); }
  /// Hands all images over and returns their numbers, by index.
  [[nodiscard]] std::vector<Ref> write(FileSink& sink);

 private:
  std::vector<Image> images_;
  std::map<std::string, size_t, std::less<>> known_;  // By the whole data of the picture.
};

}  // namespace kvali::pdf
