// The bytes of a file as text that the other parts can rely on.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "record.hpp"

namespace kvali::minutes {

/// Well-formed UTF-8 in NFC with LF, non-breaking spaces folded where they dominate.  Nothing if the
/// file is too large or no text at all: that was reported as an error.
std::optional<std::string> decoded(std::string_view bytes, const Say& say);

}  // namespace kvali::minutes
