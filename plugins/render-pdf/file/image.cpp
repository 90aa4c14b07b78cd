#include "file/image.hpp"

#include <png.h>

#include <kvali/plugin.hpp>

namespace kvali::pdf {
namespace {

constexpr size_t most_bytes = 64u << 20;
constexpr unsigned longest_side = 20'000;
constexpr uint64_t most_pixels = 40'000'000;  // 160 MB while it is unpacked.

void check_size(uint64_t width, uint64_t height) {
  if (width == 0 || height == 0) throw Error("the image has no pixels");
  if (width > longest_side || height > longest_side || width * height > most_pixels)
    throw Error("the image has " + std::to_string(width) + " x " + std::to_string(height) +
                " pixels, more than fit on a page\nhint: scale it down to 4000 pixels or less");
}

struct PngReader {
  png_image image{};
  PngReader() { image.version = PNG_IMAGE_VERSION; }
  ~PngReader() { png_image_free(&image); }
  PngReader(const PngReader&) = delete;
  PngReader& operator=(const PngReader&) = delete;
};

Image read_png(std::string_view data) {
  PngReader reader;
  png_image& png = reader.image;
  if (png_image_begin_read_from_memory(&png, data.data(), data.size()) == 0)
    throw Error(std::string("broken PNG: ") + png.message);
  check_size(png.width, png.height);
  const bool has_alpha = (png.format & PNG_FORMAT_FLAG_ALPHA) != 0;
  png.format = has_alpha ? PNG_FORMAT_RGBA : PNG_FORMAT_RGB;
  std::string pixels(PNG_IMAGE_SIZE(png), '\0');
  if (png_image_finish_read(&png, nullptr, pixels.data(), 0, nullptr) == 0)
    throw Error(std::string("broken PNG: ") + png.message);
  Image image;
  image.width = png.width;
  image.height = png.height;
  image.color_space = "/DeviceRGB";
  image.filter = "/FlateDecode";
  if (!has_alpha) {
    image.bytes = deflated(pixels);
    return image;
  }
  const size_t count = pixels.size() / 4;
  std::string alpha(count, '\0');
  for (size_t i = 0; i < count; ++i) {
    alpha[i] = pixels[4 * i + 3];
    for (size_t k = 0; k < 3; ++k) pixels[3 * i + k] = pixels[4 * i + k];
  }
  pixels.resize(3 * count);
  image.bytes = deflated(pixels);
  image.alpha = deflated(alpha);
  return image;
}

// The frame header (ITU-T T.81, B.2.2) tells size and components; the rest is the viewer's work.
Image read_jpeg(std::string_view data) {
  const auto byte = [&](size_t at) -> unsigned {
    if (at >= data.size()) throw Error("broken JPEG: it ends too early");
    return static_cast<unsigned char>(data[at]);
  };
  bool is_adobe = false;
  for (size_t at = 2;;) {
    if (byte(at) != 0xFF) throw Error("broken JPEG: no marker where one should be");
    const unsigned marker = byte(at + 1);
    if (marker == 0xFF) {
      ++at;
      continue;
    }
    if (marker == 0xD9 || marker == 0xDA) throw Error("broken JPEG: no frame header");
    const size_t length = byte(at + 2) << 8 | byte(at + 3);
    if (marker == 0xEE && data.substr(at + 4, 5) == "Adobe") is_adobe = true;
    if (marker >= 0xC0 && marker <= 0xC2) {
      Image image;
      if (byte(at + 4) != 8)
        throw Error("JPEG with " + std::to_string(byte(at + 4)) + " bits a channel; 8 can be printed");
      image.height = byte(at + 5) << 8 | byte(at + 6);
      image.width = byte(at + 7) << 8 | byte(at + 8);
      check_size(image.width, image.height);
      const unsigned components = byte(at + 9);
      if (components == 1)
        image.color_space = "/DeviceGray";
      else if (components == 3)
        image.color_space = "/DeviceRGB";
      else if (components == 4)
        image.color_space = "/DeviceCMYK";
      else
        throw Error("JPEG with " + std::to_string(components) + " channels");
      // Adobe writes CMYK upside down.
      if (components == 4 && is_adobe) image.decode = "[1 0 1 0 1 0 1 0]";
      image.filter = "/DCTDecode";
      image.bytes = data;
      return image;
    }
    if (marker >= 0xC3 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC)
      throw Error("JPEG of a kind that PDF does not know (lossless or arithmetic)");
    if (length < 2) throw Error("broken JPEG: a segment without length");
    at += 2 + length;
  }
}

}  // namespace

Image read_image(std::string_view data) {
  if (data.size() > most_bytes) throw Error("the image has more than 64 MB");
  if (data.substr(0, 8) == "\x89PNG\r\n\x1A\n") return read_png(data);
  if (data.substr(0, 3) == "\xFF\xD8\xFF") return read_jpeg(data);
  throw Error("the image is neither PNG nor JPEG\nhint: save it as PNG");
}

size_t ImageStore::add(std::string_view data) {
  const auto known = known_.find(data);
  if (known != known_.end()) return known->second;
  images_.push_back(read_image(data));
  known_.emplace(std::string(data), images_.size() - 1);
  return images_.size() - 1;
}

std::vector<Ref> ImageStore::write(FileSink& sink) {
  std::vector<Ref> refs;
  for (Image& image : images_) {
    Entries entries = {{"Type", "/XObject"},
                       {"Subtype", "/Image"},
                       {"Width", std::to_string(image.width)},
                       {"Height", std::to_string(image.height)},
                       {"BitsPerComponent", "8"}};
    if (!image.alpha.empty()) {
      const Ref mask = sink.reserve();
      Entries mask_entries = entries;
      mask_entries.emplace_back("ColorSpace", "/DeviceGray");
      mask_entries.emplace_back("Filter", "/FlateDecode");
      sink.put_stream(mask, std::move(mask_entries), std::move(image.alpha));
      entries.emplace_back("SMask", +mask);
    }
    entries.emplace_back("ColorSpace", image.color_space);
    entries.emplace_back("Filter", image.filter);
    if (!image.decode.empty()) entries.emplace_back("Decode", image.decode);
    refs.push_back(sink.reserve());
    sink.put_stream(refs.back(), std::move(entries), std::move(image.bytes));
  }
  return refs;
}

}  // namespace kvali::pdf
