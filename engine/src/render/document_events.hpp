#pragma once

#include <functional>

#include "render/table_export.hpp"

namespace kvali {

/// Receives one event; returns 0, or what the renderer's event() returned.
using EventSink = std::function<int(const kvali_event&)>;

/// Walks the document as the event sequence of plugin.h.  Blocks meant for another renderer than
/// `renderer` are left out.  Stops at the first non-zero answer and returns it.
int send_events(const ExportStyle& style, std::string_view renderer, const EventSink& sink);

}  // namespace kvali
