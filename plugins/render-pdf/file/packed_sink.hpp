#pragma once

#include <memory>
#include <string>

#include "file/sink.hpp"

namespace kvali::pdf {

/// Writes the file as objects come, small ones packed into object streams (ISO 32000-1, 7.5.7), with a
/// cross-reference stream behind them: a long table has a million elements, which cost 25 bytes each this
/// way and 75 as plain objects; PoDoFo's own writer knows neither kind of stream. PoDoFo writes the
/// dictionaries. The file at `path` is removed again unless it is finished. Throws kvali::Error.
[[nodiscard]] std::unique_ptr<FileSink> make_packed_sink(const std::string& path);

}  // namespace kvali::pdf
