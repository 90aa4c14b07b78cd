#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/block.hpp"
#include "paint/theme.hpp"
#include "text/breaks.hpp"
#include "text/shaper.hpp"

namespace kvali::pdf {

/// How a stretch of a paragraph is drawn.
struct SpanLook {
  double size = 0;
  double rise = 0;
  Color color;
  bool is_underlined = false;
  std::string href;  ///< Only links that may be followed: "#id", http, https, mailto.
  FontStyle style = FontStyle::regular;
  std::string lang;
  bool is_note_ref = false;
  bool is_foreign = false;  ///< In another language than the document.
};

/// What a line is filled with: a word, or the space between two.
struct Piece {
  WordRef word;
  double width = 0;  ///< Points.
  uint32_t begin = 0;
  uint32_t end = 0;  ///< Bytes in PieceList::text.
  uint16_t look = 0;
  uint8_t level = 0;  ///< Bidi; odd reads from right to left.
  bool is_space = false;
  bool breaks_after = false;  ///< The line may end behind it.
  bool ends_line = false;     ///< The line must end behind it.
};

/// A paragraph that is shaped but not yet broken into lines.
struct PieceList {
  std::string text;
  std::vector<SpanLook> looks;
  std::vector<Piece> pieces;
  bool rtl = false;
  double leading = 0;
  double widest_word = 0;    ///< The narrowest it can be set without breaking words.
  double natural_width = 0;  ///< Its width when nothing makes it break.
};

struct Fragment {
  WordRef word;
  double x = 0;  ///< From the line's left end.
  double width = 0;
  uint16_t look = 0;
};
struct Line {
  std::vector<Fragment> fragments;  ///< In the order they are drawn in, from left to right.
  double width = 0;
};
/// Lines ready to be drawn.
struct SetText {
  std::vector<Line> lines;
  std::vector<SpanLook> looks;
  double leading = 0;
  bool rtl = false;
  [[nodiscard]] double height() const { return leading * static_cast<double>(lines.size()); }
};

/// Sets text: shapes it and breaks it into lines, ragged right.
class TextSetter {
 public:
  TextSetter(Shaper& shaper, Breaks& breaks, std::string lang, bool rtl, Color link);

  [[nodiscard]] PieceList prepare(const std::vector<Span>& spans, const TextRole& role);
  [[nodiscard]] PieceList prepare(std::string_view text, const TextRole& role, std::string_view href = {},
                                  bool marks_link = true);
  [[nodiscard]] SetText set(const PieceList& pieces, double width);
  [[nodiscard]] SetText set(std::string_view text, const TextRole& role, double width) {
    return set(prepare(text, role), width);
  }
  /// Width of a text on one line.
  [[nodiscard]] double width_of(std::string_view text, const TextRole& role);
  /// The text on one line, cut with an ellipsis where it is wider.
  [[nodiscard]] SetText set_one_line(std::string_view text, const TextRole& role, double width);
  [[nodiscard]] Shaper& shaper() { return shaper_; }

 private:
  class LineFiller;
  void cut_into_pieces(PieceList& list, const std::vector<uint32_t>& span_ends);
  void measure(PieceList& list) const;

  Shaper& shaper_;
  Breaks& breaks_;
  std::string lang_;
  bool rtl_;
  Color link_;
  Positions line_breaks_;
  Positions letters_;
  std::vector<uint8_t> levels_;
};

/// True for a link that a reader may follow: inside the document, or http, https, mailto.
[[nodiscard]] bool is_safe_link(std::string_view href);

}  // namespace kvali::pdf
