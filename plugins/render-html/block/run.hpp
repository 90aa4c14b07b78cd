#pragma once

#include <kvali/plugin.hpp>

#include "page/page.hpp"

namespace kvali::html {

/// Appends a TEXT, VALUE, BREAK or NOTE_REF, or any other leaf as its text.
void append_run(Page& page, const kvali_event& event);

}  // namespace kvali::html
