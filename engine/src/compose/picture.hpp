#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

namespace kvali {

/// A picture as it may leave the house, and what its file told beside it.
struct Picture {
  /// What cameras and programs write beside a picture and a reader must not get (P-07).
  enum class Trace : std::uint8_t {
    position,  ///< Where it was taken.
    author,    ///< Who took it, or owns it.
    camera,    ///< The number of the camera.
    words,     ///< A comment or description.
    more       ///< What stands behind the picture: another one, a film.
  };

  std::string media_type;  ///< "image/png" or "image/jpeg"; empty: it is neither.
  std::string bytes;
  std::set<Trace> traces;
};

/// PNG or JPEG without anything but what draws the picture; of what was beside it a photo keeps which way up
/// it is.  Throws kvali::Error for a broken one.
[[nodiscard]] Picture clean_picture(std::string_view data);

}  // namespace kvali
