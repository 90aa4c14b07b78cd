#pragma once

#include <string>

#include "font/face.hpp"

namespace kvali::pdf {

/// What a PDF font object needs of a face; metrics in 1/1000 of the size.
struct FontSubset {
  std::string name;     ///< With its subset tag, "ABCDEF+NotoSans-Regular".
  std::string program;  ///< The TrueType file, glyph numbers as in the original.
  std::string widths;   ///< The W array as PDF text.
  std::string to_unicode;
  int box[4] = {0, 0, 0, 0};
  int ascent = 0;
  int descent = 0;
  int cap_height = 0;
  bool is_bold = false;
  bool is_italic = false;
};

/// Cuts the face down to the glyphs that were used. Throws kvali::Error when HarfBuzz cannot.
[[nodiscard]] FontSubset make_subset(Face& face);

}  // namespace kvali::pdf
