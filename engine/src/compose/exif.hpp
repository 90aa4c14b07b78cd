#pragma once

#include <cstdint>
#include <set>
#include <string_view>

#include "compose/picture.hpp"

namespace kvali {

/// Reads what a camera tells of a picture (Exif 2.3; without the word "Exif" before it) and returns which way
/// up that is, 1 to 8; 1 where nothing says so or the data are broken.
std::uint32_t read_exif(std::string_view data, std::set<Picture::Trace>& traces);

}  // namespace kvali
