#pragma once

#include <memory>

#include "file/sink.hpp"

namespace kvali::pdf {

/// The sink that writes through PoDoFo: its objects, cross-reference table and trailer, nothing else.
[[nodiscard]] std::unique_ptr<FileSink> make_podofo_sink();

}  // namespace kvali::pdf
