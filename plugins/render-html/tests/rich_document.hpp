// A report that uses the whole vocabulary: plainly fictional figures.
#pragma once

#include "script.hpp"

namespace kvali::test {

enum class Tongue { english, georgian, arabic };

/// Plays the whole document, its end included.
void play_rich_document(Script& script, Tongue tongue);

}  // namespace kvali::test
