#pragma once

#include "file/sink.hpp"
#include "font/face.hpp"

namespace kvali::pdf {

/// Embeds the used glyphs of a face as a Type 0 font and returns it.
Ref add_font(FileSink& sink, Face& face);

}  // namespace kvali::pdf
