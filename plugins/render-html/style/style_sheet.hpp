#pragma once

#include <string>

#include "style/theme.hpp"

namespace kvali::html {

/// The style sheet of a page: the colours of both schemes, then style.css.
[[nodiscard]] std::string style_sheet(Color accent);

/// What a page may load: its own style sheet, known by its digest, and pictures within the file.
/// Nothing runs and nothing is fetched (Content Security Policy, level 3).
[[nodiscard]] std::string content_policy(const std::string& style_sheet);

}  // namespace kvali::html
