#include "block/image.hpp"

#include <algorithm>
#include <cmath>

#include "text/attributes.hpp"
#include "text/escape.hpp"
#include "text/number.hpp"

namespace kvali::html {
namespace {

constexpr size_t most_bytes = 16u << 20;

/// Reads a picture's bytes; beyond its end it is broken.
class Bytes {
 public:
  Bytes(std::string_view data, const char* complaint) : data_(data), complaint_(complaint) {}
  [[nodiscard]] uint32_t big(size_t at, size_t count) const {
    uint32_t value = 0;
    for (size_t i = 0; i < count; ++i) value = value << 8 | static_cast<unsigned char>(part(at, count)[i]);
    return value;
  }
  [[nodiscard]] std::string_view part(size_t at, size_t count) const {
    if (at > data_.size() || count > data_.size() - at) throw Error(complaint_);
    return data_.substr(at, count);
  }

 private:
  std::string_view data_;
  const char* complaint_;
};

// The chunks that are the picture (ISO 15948, 11.2 and 11.3); the rest tells about it.
CleanImage clean_png(std::string_view data) {
  constexpr std::string_view kept = "IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT pHYs";
  const Bytes bytes(data, "broken PNG: it ends too early");
  CleanImage image{"image/png", std::string(data.substr(0, 8))};
  for (size_t at = 8;;) {
    const size_t length = bytes.big(at, 4);
    const std::string_view chunk = bytes.part(at, length + 12);
    const std::string_view type = chunk.substr(4, 4);
    if (type.find(' ') == std::string_view::npos && kept.find(type) != std::string_view::npos)
      image.bytes += chunk;
    if (type == "IEND") return image;
    at += chunk.size();
  }
}

// The tag Orientation of the first directory (Exif 2.3, 4.6.4), 1 where there is none.
uint32_t orientation_in(std::string_view exif) {
  const Bytes bytes(exif, "broken JPEG: it ends too early");
  const bool is_little = bytes.part(0, 2) == "II";
  const auto number = [&](size_t at, size_t count) {
    uint32_t value = 0;
    for (size_t i = 0; i < count; ++i) value |= bytes.big(at + (is_little ? i : count - 1 - i), 1) << (8 * i);
    return value;
  };
  const size_t directory = number(4, 4);
  const size_t entries = number(directory, 2);
  for (size_t i = 0; i < entries; ++i)
    if (number(directory + 2 + 12 * i, 2) == 0x0112) return number(directory + 2 + 12 * i + 8, 2);
  return 1;
}

uint32_t orientation_of(std::string_view exif) {
  try {
    return orientation_in(exif);
  } catch (const Error&) {
    return 1;  // What is told about a picture may be broken; the picture is not.
  }
}

std::string orientation_segment(uint32_t orientation) {
  using namespace std::string_literals;
  if (orientation < 2 || orientation > 8) return {};
  return "\xFF\xE1\x00\x22"
         "Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"s +
         static_cast<char>(orientation) + "\0\0\0\0\0\0"s;
}

// Segments up to the scan (ITU-T T.81, B.1): kept are those that decode the picture, its colours and
// Adobe's mark; other application segments and comments are not.
CleanImage clean_jpeg(std::string_view data) {
  const Bytes bytes(data, "broken JPEG: it ends too early");
  CleanImage image{"image/jpeg", std::string(data.substr(0, 2))};
  for (size_t at = 2;;) {
    if (bytes.big(at, 1) != 0xFF) throw Error("broken JPEG: no marker where one should be");
    const uint32_t marker = bytes.big(at + 1, 1);
    if (marker == 0xFF) {
      ++at;
      continue;
    }
    if (marker == 0xD9) throw Error("broken JPEG: no frame header");
    if (marker == 0xDA) {
      image.bytes += data.substr(at);
      return image;
    }
    const std::string_view segment = bytes.part(at, 2 + bytes.big(at + 2, 2));
    if (segment.size() < 4) throw Error("broken JPEG: a segment without length");
    const std::string_view content = segment.substr(4);
    const bool is_application = marker >= 0xE0 && marker <= 0xEF;
    const bool is_color = marker == 0xE2 && content.substr(0, 11) == "ICC_PROFILE";
    if ((!is_application && marker != 0xFE) || marker == 0xE0 || marker == 0xEE || is_color)
      image.bytes += segment;
    if (marker == 0xE1 && content.substr(0, 4) == "Exif" && content.size() > 6)
      image.bytes += orientation_segment(orientation_of(content.substr(6)));
    at += segment.size();
  }
}

}  // namespace

CleanImage clean_image(std::string_view data) {
  if (data.size() > most_bytes)
    throw Error("the image has more than 16 MB\nhint: scale it down to 2000 pixels or less");
  if (data.substr(0, 8) == "\x89PNG\r\n\x1A\n") return clean_png(data);
  if (data.substr(0, 3) == "\xFF\xD8\xFF") return clean_jpeg(data);
  throw Error("the image is neither PNG nor JPEG\nhint: save it as PNG");
}

std::string append_image(Page& page, const kvali_event& event) {
  std::string& out = page.out.text();
  const std::string alt = escaped(text_or_empty(event.text));
  if (!event.data || event.data_size == 0) return {};
  CleanImage image;
  try {
    image = clean_image({static_cast<const char*>(event.data), event.data_size});
  } catch (const Error& e) {
    // The picture cannot be shown; what it says is not lost.
    if (!alt.empty()) out += "<p class=\"muted\">" + alt + "</p>\n";
    return e.what();
  }
  std::string_view href = attribute(event, "href");
  if (href.empty() && event.href) href = event.href;
  out += "<p class=\"image\">";
  const bool is_link = !href.empty() && page.links.open(out, href);
  out += "<img src=\"data:" + image.media_type + ";base64,";
  append_base64(out, image.bytes);
  out += "\" alt=\"" + alt + "\"";
  constexpr double px_per_mm = 96 / 25.4;
  constexpr double widest_mm = 1000;
  const auto width = parse_number(attribute(event, "width"));
  if (width && *width > 0 && *width < widest_mm)
    out += " width=\"" + std::to_string(std::max(1L, std::lround(*width * px_per_mm))) + "\"";
  out += ">";
  if (is_link) Links::close(out);
  out += "</p>\n";
  return {};
}

}  // namespace kvali::html
