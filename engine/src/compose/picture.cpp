#include "compose/picture.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "compose/exif.hpp"
#include "compose/picture_bytes.hpp"

namespace kvali {

namespace {

using Trace = Picture::Trace;
using namespace std::string_literals;

constexpr std::string_view png_begin = "\x89PNG\r\n\x1A\n";
constexpr std::string_view jpeg_begin = "\xFF\xD8\xFF";

/// What Adobe's packets call what they tell (XMP, parts 1 and 2).
void read_xmp(std::string_view packet, std::set<Trace>& traces) {
  const auto has = [&](std::string_view name) { return packet.find(name) != packet.npos; };
  if (has("GPSLatitude") || has("GPSLongitude")) traces.insert(Trace::position);
  if (has("dc:creator") || has("photoshop:Credit") || has("OwnerName")) traces.insert(Trace::author);
  if (has("SerialNumber")) traces.insert(Trace::camera);
  if (has("dc:description") || has("dc:title") || has("UserComment")) traces.insert(Trace::words);
}

/// A text chunk of PNG: a keyword, and what it says (ISO 15948, 11.3.4).
void read_png_text(std::string_view content, std::set<Trace>& traces) {
  const std::string_view keyword = content.substr(0, content.find('\0'));
  if (keyword == "XML:com.adobe.xmp") return read_xmp(content, traces);
  if (keyword == "Author" || keyword == "Artist" || keyword == "Copyright") traces.insert(Trace::author);
  if (keyword == "Title" || keyword == "Description" || keyword == "Comment" ||
      keyword.starts_with("Raw profile"))
    traces.insert(Trace::words);
}

/// The chunks that are the picture (ISO 15948, 11.2 and 11.3); the rest tells about it.
void clean_png(std::string_view data, Picture& picture) {
  constexpr std::array<std::string_view, 11> kept{"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA",
                                                  "cHRM", "sRGB", "iCCP", "sBIT", "pHYs"};
  const PictureBytes bytes(data, "broken PNG: it ends too early");
  picture.bytes = png_begin;
  for (std::size_t at = png_begin.size();;) {
    const std::string_view chunk = bytes.part(at, bytes.big(at, 4) + std::size_t{12});
    const std::string_view type = chunk.substr(4, 4), content = chunk.substr(8, chunk.size() - 12);
    at += chunk.size();
    if (std::find(kept.begin(), kept.end(), type) != kept.end()) picture.bytes += chunk;
    if (type == "tEXt" || type == "zTXt" || type == "iTXt") read_png_text(content, picture.traces);
    if (type == "eXIf") read_exif(content, picture.traces);
    if (type != "IEND") continue;
    if (at < data.size()) picture.traces.insert(Trace::more);
    return;
  }
}

/// "Exif" with the one tag Orientation (Exif 2.3, 4.6.4).
std::string orientation_segment(std::uint32_t orientation) {
  if (orientation < 2 || orientation > 8) return {};
  return "\xFF\xE1\x00\x22"
         "Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"s +
         static_cast<char>(orientation) + "\0\0\0\0\0\0"s;
}

/// Reads a JPEG segment by segment (ITU-T T.81, B.1).
class JpegCleaning {
 public:
  JpegCleaning(std::string_view data, Picture& picture)
      : data_(data), bytes_(data, "broken JPEG: it ends too early"), picture_(picture) {}

  void run() {
    picture_.bytes = data_.substr(0, 2);
    while (step()) {
    }
    // What cameras and hands append: thumbnails, films.  A byte to fill up is none of it.
    const std::string_view rest = data_.substr(std::min(at_, data_.size()));
    if (rest.find_first_not_of("\0\r\n\xFF"s) != rest.npos) picture_.traces.insert(Trace::more);
  }

 private:
  bool step() {
    while (bytes_.big(at_, 2) == 0xFFFF) ++at_;  // Bytes to fill up.
    if (bytes_.big(at_, 1) != 0xFF) throw Error("broken JPEG: no marker where one should be");
    const std::uint32_t marker = bytes_.big(at_ + 1, 1);
    if (marker == 0xD9) return end();
    const std::string_view segment = bytes_.part(at_, 2 + bytes_.big(at_ + 2, 2));
    if (segment.size() < 4) throw Error("broken JPEG: a segment without length");
    at_ += segment.size();
    const bool application = (marker >= 0xE0 && marker <= 0xEF) || marker == 0xFE;
    picture_.bytes += application ? kept(marker, segment) : std::string(segment);
    return marker != 0xDA || scan();
  }

  bool end() {
    if (!scanned_) throw Error("broken JPEG: no picture in it");
    picture_.bytes += "\xFF\xD9";
    at_ += 2;
    return false;
  }

  /// Coded data up to the next marker; a file may be cut off in it, and shows what it has.
  bool scan() {
    scanned_ = true;
    const std::size_t begin = at_;
    const auto ends = [&] {
      const auto next = at_ + 1 < data_.size() ? static_cast<unsigned char>(data_[at_ + 1]) : 0U;
      return next != 0x00 && next != 0xFF && (next < 0xD0 || next > 0xD7);
    };
    at_ = data_.find('\xFF', at_);
    while (at_ != data_.npos && !ends()) at_ = data_.find('\xFF', at_ + 1);
    picture_.bytes += data_.substr(begin, at_ == data_.npos ? data_.npos : at_ - begin);
    if (at_ != data_.npos) return true;
    picture_.bytes += "\xFF\xD9";
    return false;
  }

  /// What decodes the picture: its colours and Adobe's mark.
  std::string kept(std::uint32_t marker, std::string_view segment) {
    const std::string_view content = segment.substr(4);
    constexpr std::size_t jfif_bytes = 14;  // Then comes a small picture.
    if (marker == 0xE0 && content.starts_with("JFIF"s + '\0') && content.size() >= jfif_bytes)
      return "\xFF\xE0\x00\x10"s + std::string(content.substr(0, jfif_bytes - 2)) + "\0\0"s;
    if (marker == 0xE2 && content.starts_with("ICC_PROFILE")) return std::string(segment);
    if (marker == 0xEE && content.starts_with("Adobe")) return std::string(segment);
    if (marker == 0xE1 && content.starts_with("Exif"s + '\0'))
      return orientation_segment(
          read_exif(content.substr(std::min<std::size_t>(6, content.size())), picture_.traces));
    if (marker == 0xE1) read_xmp(content, picture_.traces);
    // A comment, or captions and names as the press writes them (IPTC, in a resource 0x0404).
    if ((marker == 0xFE && !content.empty()) ||
        (marker == 0xED && content.find("8BIM\x04\x04") != content.npos))
      picture_.traces.insert(Trace::words);
    return {};
  }

  std::string_view data_;
  PictureBytes bytes_;
  Picture& picture_;
  std::size_t at_ = 2;
  bool scanned_ = false;
};

}  // namespace

Picture clean_picture(std::string_view data) {
  Picture picture;
  if (data.starts_with(png_begin)) {
    picture.media_type = "image/png";
    clean_png(data, picture);
  } else if (data.starts_with(jpeg_begin)) {
    picture.media_type = "image/jpeg";
    JpegCleaning(data, picture).run();
  }
  return picture;
}

}  // namespace kvali
