// Markdown as far as minutes need it, line by line with exact places.
//
// Not a CommonMark parser on purpose: minutes are written in lines ("en: ..." under a Georgian line,
// "- [ ] ..."), a place must be exact to the character, and time must stay linear for any input;
// cmark-gfm gives inline places that are off and has quadratic cases in its tables.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kvali::minutes {

/// One line of a block, without list marker, quote sign or indent; markup inside is kept.
struct Line {
  std::string text;
  size_t line = 0;    ///< From 1.
  size_t column = 0;  ///< Of its first character, from 1.
};

struct Block {
  enum class Kind : uint8_t { heading, paragraph, item, quote, table_header, table_row };
  Kind kind = Kind::paragraph;
  int level = 0;            ///< heading: 1..6; item: depth from 0.
  std::vector<Line> lines;  ///< Own text, at least one line (tables: the row).
  std::string language;     ///< Of the own text, where it is marked ("ka: ...").
  std::map<std::string, std::vector<Line>> translations;  ///< Lines marked "en:".
  std::vector<std::string> cells;                         ///< Tables.

  [[nodiscard]] size_t line() const { return lines.front().line; }
  [[nodiscard]] size_t column() const { return lines.front().column; }
  /// Own lines joined with spaces, as plain text.
  [[nodiscard]] std::string text() const;
  /// Own lines joined with spaces, markup kept.
  [[nodiscard]] std::string markup() const;
};

/// The blocks of `body`, whose first line is line `first_line` of its file.  HTML comments, fenced
/// code and rules are left out.  Depth beyond 16 counts as 16.
std::vector<Block> read_blocks(std::string_view body, size_t first_line);

/// Without Markdown and HTML markup; links keep their text, struck-out text is dropped.
std::string plain(std::string_view markup);

/// True if all of the text is struck out (~~ ~~).
bool wholly_struck(std::string_view markup);

}  // namespace kvali::minutes
