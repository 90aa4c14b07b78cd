#pragma once

#include <cstdio>

#include "script.hpp"

namespace kvali::pdf::test {

/// A report of a few pages with every kind of block, in English or Georgian.
void play_sample(Script& script, bool georgian);

}  // namespace kvali::pdf::test
