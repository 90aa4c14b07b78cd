#pragma once

#include <iosfwd>

#include "init/guess.hpp"

namespace kvali {

/// Asks for every column what it means, by numbered choices; an empty answer takes the guess.  Throws
/// Error if the answers end before the questions.
void ask_columns(TableGuess& guess, std::istream& in, std::ostream& out);

}  // namespace kvali
