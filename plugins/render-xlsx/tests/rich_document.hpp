// A report that uses the whole vocabulary: plainly fictional figures, in Georgian or English.
#pragma once

#include "event_script.hpp"

namespace kvali::test {

/// Sends everything but the end of the document.
void send_rich_document(EventScript& script, bool georgian);

}  // namespace kvali::test
