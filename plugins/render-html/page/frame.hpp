#pragma once

#include <string>
#include <string_view>

namespace kvali::html {

/// What an open element may hold.
enum class Holds {
  blocks,      ///< Text between blocks gets a paragraph of its own.
  mixed,       ///< Blocks and text.
  text,        ///< Text alone: a block ends the element before its time.
  items,       ///< ul, ol
  pairs,       ///< dl
  tiles,       ///< The list of figures
  table_rows,  ///< A table and its groups of rows
};

/// An element that is open: of an event, or implied by what came (then its kind is `implied`).
struct Frame {
  static constexpr int implied = -1;
  int kind = 0;
  Holds holds = Holds::blocks;
  std::string_view end;      ///< Its closing tags; literals.
  bool has_caption = false;  ///< A figure's
  bool passed_over = false;  ///< It adds no element of its own.
};

}  // namespace kvali::html
