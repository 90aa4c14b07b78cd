#pragma once

#include <string>

#include "compose/node.hpp"

namespace kvali {

/// Parses a text of a table as people write narratives: paragraphs, lists, emphasis, quotes, links to the
/// outside.  It cannot change the structure of the document: headings become bold paragraphs; braces are
/// text, and HTML and pictures are left out.  What is left out goes to `diagnostics`.
[[nodiscard]] Nodes parse_value_markdown(const std::string& text, Diagnostics& diagnostics);

/// The text of the blocks in one line of its own: what stands inside a sentence or a cell.
[[nodiscard]] InlineNodes in_one_line(const Nodes& blocks);

/// The same without marks.
[[nodiscard]] std::string plain_words(const InlineNodes& content);

}  // namespace kvali
