#include "compose/exif.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "compose/picture_bytes.hpp"

namespace kvali {

namespace {

using Trace = Picture::Trace;

/// Tags that tell of persons (Exif 2.3, 4.6.4, 4.6.5 and 4.6.6; those of Windows begin with 0x9C9).
struct Telling {
  std::uint32_t tag;
  Trace trace;
};
constexpr std::array in_main{
    Telling{0x010E, Trace::words},  Telling{0x013B, Trace::author}, Telling{0x8298, Trace::author},
    Telling{0x9C9B, Trace::words},  Telling{0x9C9C, Trace::words},  Telling{0x9C9D, Trace::author},
    Telling{0x9C9E, Trace::words},  Telling{0x9C9F, Trace::words},  Telling{0x9286, Trace::words},
    Telling{0xA430, Trace::author}, Telling{0xA431, Trace::camera}, Telling{0xA435, Trace::camera}};
/// Latitude and longitude; many a camera writes the version of what it does not know.
constexpr std::array in_gps{Telling{0x0002, Trace::position}, Telling{0x0004, Trace::position}};

constexpr std::uint32_t orientation_tag = 0x0112, comment_tag = 0x9286, exif_directory = 0x8769,
                        gps_directory = 0x8825;

class Reader {
 public:
  Reader(std::string_view data, std::set<Trace>& traces)
      : bytes_(data, ""), little_(bytes_.part(0, 2) == "II"), traces_(traces) {}

  std::uint32_t run() {
    directory(number(4, 4), in_main);
    // A directory may lead anywhere: each is read once.
    if (more_) directory(*more_, in_main);
    if (gps_) directory(*gps_, in_gps);
    return orientation_;
  }

 private:
  [[nodiscard]] std::uint32_t number(std::size_t at, std::size_t count) const {
    if (!little_) return bytes_.big(at, count);
    std::uint32_t value = 0;
    for (std::size_t i = count; i-- > 0;) value = value << 8U | bytes_.big(at + i, 1);
    return value;
  }

  template <std::size_t N>
  void directory(std::size_t at, const std::array<Telling, N>& telling) {
    constexpr std::size_t most = 512;  // Cameras write some sixty.
    const std::size_t entries = std::min<std::size_t>(number(at, 2), most);
    for (std::size_t entry = at + 2; entry < at + 2 + 12 * entries; entry += 12) {
      const std::uint32_t tag = number(entry, 2);
      if (tag == orientation_tag) orientation_ = number(entry + 8, 2);
      if (tag == exif_directory) more_ = number(entry + 8, 4);
      if (tag == gps_directory) gps_ = number(entry + 8, 4);
      const auto it =
          std::find_if(telling.begin(), telling.end(), [tag](const Telling& one) { return one.tag == tag; });
      if (it != telling.end() && says_something(entry)) traces_.insert(it->trace);
    }
  }

  /// Is anything but spaces and zeros in the value?
  [[nodiscard]] bool says_something(std::size_t entry) const {
    constexpr std::array<std::size_t, 13> sizes{0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};
    constexpr std::size_t most = 1U << 12U;
    const std::uint32_t type = number(entry + 2, 2);
    const std::size_t length =
        std::min<std::size_t>(number(entry + 4, 4), most) * (type < sizes.size() ? sizes[type] : 0);
    std::string_view value = bytes_.part(length > 4 ? number(entry + 8, 4) : entry + 8, length);
    constexpr std::size_t code_bytes = 8;  // How the comment is written: "ASCII", "UNICODE".
    if (number(entry, 2) == comment_tag) value.remove_prefix(std::min(code_bytes, value.size()));
    return value.find_first_not_of(std::string_view(" \0", 2)) != value.npos;
  }

  PictureBytes bytes_;
  bool little_;
  std::set<Trace>& traces_;
  std::uint32_t orientation_ = 1;
  std::optional<std::size_t> more_, gps_;
};

}  // namespace

std::uint32_t read_exif(std::string_view data, std::set<Picture::Trace>& traces) {
  try {
    return Reader(data, traces).run();
  } catch (const Error&) {
    return 1;  // What is told about a picture may be broken; the picture is not.
  }
}

}  // namespace kvali
