#pragma once

#include <filesystem>

#include "store/store.hpp"

namespace kvali {

/// Keeps a copy of the store for each of the last two weeks' days in `folder`.  True if it made one now.
bool back_up_daily(Store& store, const std::filesystem::path& folder, Instant now);

}  // namespace kvali
