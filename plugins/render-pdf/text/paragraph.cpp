#include "text/paragraph.hpp"

#include <algorithm>

#include "text/utf8.hpp"

namespace kvali::pdf {
namespace {

// A "word" longer than this is shaped in parts; no language has one, hostile text does.
constexpr size_t longest_piece_bytes = 192;
constexpr std::string_view soft_hyphen = "\xC2\xAD";
// Rounding of widths must not push a word that fits exactly onto the next line.
constexpr double tolerance_pt = 0.01;

FontStyle style_of(bool bold, bool italic) {
  if (bold) return italic ? FontStyle::bold_italic : FontStyle::bold;
  return italic ? FontStyle::italic : FontStyle::regular;
}

SpanLook look_of(const TextRole& role) {
  SpanLook look;
  look.size = role.size;
  look.color = role.color;
  look.style = style_of(role.is_bold, false);
  return look;
}

bool ends_with_line_separator(std::string_view text, size_t at) {
  return text[at] == '\n' || text.substr(at, 3) == "\xE2\x80\xA8";
}

}  // namespace

bool is_safe_link(std::string_view href) {
  if (href.size() > 1 && href[0] == '#') return true;
  const auto starts_with = [&](std::string_view scheme) {
    if (href.size() <= scheme.size()) return false;
    return std::equal(scheme.begin(), scheme.end(), href.begin(), [](char a, char b) {
      return a == b || (b >= 'A' && b <= 'Z' && a == static_cast<char>(b - 'A' + 'a'));
    });
  };
  const bool known = starts_with("http://") || starts_with("https://") || starts_with("mailto:");
  // A URI is ASCII without blanks (RFC 3986); anything else is shown but not linked.
  return known && std::all_of(href.begin(), href.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

TextSetter::TextSetter(Shaper& shaper, Breaks& breaks, std::string lang, bool rtl, Color link)
    : shaper_(shaper), breaks_(breaks), lang_(std::move(lang)), rtl_(rtl), link_(link) {}

PieceList TextSetter::prepare(std::string_view text, const TextRole& role, std::string_view href,
                              bool marks_link) {
  PieceList list;
  list.leading = role.leading;
  list.text = text;
  SpanLook look = look_of(role);
  look.lang = lang_;
  if (is_safe_link(href)) {
    look.href = href;
    if (marks_link) look.color = link_;
  }
  list.looks.push_back(std::move(look));
  cut_into_pieces(list, {static_cast<uint32_t>(text.size())});
  return list;
}

PieceList TextSetter::prepare(const std::vector<Span>& spans, const TextRole& role) {
  PieceList list;
  list.leading = role.leading;
  std::vector<uint32_t> span_ends;
  constexpr size_t most_looks = 65'000;
  for (const Span& span : spans) {
    list.text += span.kind == SpanKind::line_break ? "\n" : span.text;
    if (list.looks.size() >= most_looks) {
      span_ends.back() = static_cast<uint32_t>(list.text.size());
      continue;
    }
    SpanLook look = look_of(role);
    look.style = style_of(role.is_bold || (span.marks & KVALI_BOLD) != 0, (span.marks & KVALI_ITALIC) != 0);
    look.is_underlined = (span.marks & KVALI_UNDERLINE) != 0;
    look.lang = span.lang.empty() ? lang_ : span.lang;
    look.is_foreign = look.lang != lang_;
    if (is_safe_link(span.href)) {
      look.href = span.href;
      if (!span.is_value) look.color = link_;
    }
    if (span.kind == SpanKind::note_ref) {
      look.is_note_ref = true;
      look.rise = 0.35 * role.size;
      look.size = 0.7 * role.size;
    }
    list.looks.push_back(std::move(look));
    span_ends.push_back(static_cast<uint32_t>(list.text.size()));
  }
  cut_into_pieces(list, span_ends);
  return list;
}

void TextSetter::cut_into_pieces(PieceList& list, const std::vector<uint32_t>& span_ends) {
  const std::string_view text = list.text;
  if (text.empty()) return;
  breaks_.lines(text, line_breaks_);
  list.rtl = bidi_levels(text, rtl_, levels_);
  size_t next_break = 0;
  size_t span = 0;
  for (size_t at = 0; at < text.size();) {
    while (span_ends[span] <= at) ++span;
    while (line_breaks_[next_break] <= at) ++next_break;
    const size_t limit = std::min<size_t>(span_ends[span], line_breaks_[next_break]);
    const bool forced = ends_with_line_separator(text, at);
    const bool space = !forced && (text[at] == ' ' || text[at] == '\t');
    size_t end = at;
    do {
      next_code_point(text, end);
    } while (end < limit && !forced && (text[end] == ' ' || text[end] == '\t') == space &&
             !ends_with_line_separator(text, end) && (levels_.empty() || levels_[end] == levels_[at]) &&
             end - at < longest_piece_bytes);
    Piece piece;
    piece.begin = static_cast<uint32_t>(at);
    piece.end = static_cast<uint32_t>(end);
    piece.look = static_cast<uint16_t>(span);
    piece.level = levels_.empty() ? uint8_t{0} : levels_[at];
    piece.is_space = space;
    piece.ends_line = forced;
    piece.breaks_after = end == line_breaks_[next_break];
    const SpanLook& look = list.looks[span];
    if (!forced) {
      const std::string_view shown = space ? std::string_view("    ").substr(0, std::min<size_t>(end - at, 4))
                                           : text.substr(at, end - at);
      piece.word = shaper_.shape({shown, look.style, (piece.level & 1) != 0, look.lang});
      piece.width = piece.word->width * look.size / 1000;
    }
    list.pieces.push_back(std::move(piece));
    at = end;
  }
  measure(list);
}

void TextSetter::measure(PieceList& list) const {
  double word = 0;
  double line = 0;
  double trailing = 0;  // Spaces at the end of a line have no width.
  for (const Piece& piece : list.pieces) {
    if (piece.is_space) {
      trailing += piece.width;
    } else {
      line += trailing + piece.width;
      word += piece.width;
      trailing = 0;
    }
    list.natural_width = std::max(list.natural_width, line);
    list.widest_word = std::max(list.widest_word, word);
    if (piece.breaks_after || piece.ends_line) word = 0;
    if (piece.ends_line) line = trailing = 0;
  }
}

// Fills lines one after the other with the groups of pieces that must stay together.
class TextSetter::LineFiller {
 public:
  LineFiller(TextSetter& setter, const PieceList& list, double width, SetText& out)
      : setter_(setter), list_(list), width_(width), out_(out) {}

  void fill() {
    for (size_t i = 0; i < list_.pieces.size();) {
      size_t end = i;
      double width = 0;  // Without the spaces at its end.
      double spaces = 0;
      do {
        const Piece& piece = list_.pieces[end];
        if (piece.is_space) {
          spaces += piece.width;
        } else {
          width += spaces + piece.width;
          spaces = 0;
        }
        ++end;
      } while (end < list_.pieces.size() && !list_.pieces[end - 1].breaks_after &&
               !list_.pieces[end - 1].ends_line);
      if (!line_.empty() && used_ + width > width_ + tolerance_pt) end_line();
      const bool fits = width <= width_ + tolerance_pt;
      for (; i < end; ++i) {
        if (list_.pieces[i].ends_line)
          end_line();
        else if (fits)
          append(list_.pieces[i]);
        else
          append_by_letters(list_.pieces[i]);
      }
    }
    if (!line_.empty() || out_.lines.empty()) end_line();
  }

 private:
  void append(const Piece& piece) {
    if (line_.empty() && piece.is_space && !out_.lines.empty()) return;
    line_.push_back(piece);
    used_ += piece.width;
  }

  // The word is wider than the line: it is broken where a letter ends.
  void append_by_letters(const Piece& piece) {
    if (piece.is_space || used_ + piece.width <= width_ + tolerance_pt) return append(piece);
    const std::string_view text = std::string_view(list_.text).substr(piece.begin, piece.end - piece.begin);
    setter_.breaks_.letters(text, setter_.letters_);
    const Positions letters = setter_.letters_;
    size_t begin = 0;
    size_t at = 0;
    double part = 0;
    for (const uint32_t end : letters) {
      const double letter = shape(piece, text.substr(at, end - at)).width;
      const bool line_is_empty = line_.empty() && at == begin;
      if (!line_is_empty && used_ + part + letter > width_ + tolerance_pt) {
        append(shape(piece, text.substr(begin, at - begin)));
        end_line();
        begin = at;
        part = 0;
      }
      part += letter;
      at = end;
    }
    append(shape(piece, text.substr(begin)));
  }

  Piece shape(const Piece& of, std::string_view text) {
    Piece part = of;
    const SpanLook& look = list_.looks[of.look];
    part.word = setter_.shaper_.shape({text, look.style, (of.level & 1) != 0, look.lang});
    part.width = part.word->width * look.size / 1000;
    return part;
  }

  void end_line() {
    WordRef space;
    while (!line_.empty() && line_.back().is_space) {
      space = line_.back().word;
      line_.pop_back();
    }
    const uint16_t space_look = line_.empty() ? uint16_t{0} : line_.back().look;
    add_hyphen();
    std::vector<int32_t> order;
    const bool has_rtl = std::any_of(line_.begin(), line_.end(), [](const Piece& p) { return p.level != 0; });
    if (has_rtl) {
      std::vector<uint8_t> levels;
      for (const Piece& piece : line_) levels.push_back(piece.level);
      order = visual_order(levels);
    }
    Line line;
    line.fragments.reserve(line_.size());
    for (size_t i = 0; i < line_.size(); ++i) {
      const Piece& piece = line_[has_rtl ? static_cast<size_t>(order[i]) : i];
      line.fragments.push_back({piece.word, line.width, piece.width, piece.look});
      line.width += piece.width;
    }
    // The space the line ends at takes no room, but whoever takes the text out of the file needs it.
    // Between lines read from the right, readers go by their places.
    if (space && !has_rtl && !line.fragments.empty())
      line.fragments.push_back({std::move(space), line.width, 0, space_look});
    out_.lines.push_back(std::move(line));
    line_.clear();
    used_ = 0;
  }

  // A soft hyphen shows only where the line ends at it.
  void add_hyphen() {
    if (line_.empty()) return;
    const Piece& last = line_.back();
    const std::string_view text = std::string_view(list_.text).substr(last.begin, last.end - last.begin);
    if (text.ends_with(soft_hyphen)) line_.push_back(shape(last, "-"));
  }

  TextSetter& setter_;
  const PieceList& list_;
  double width_;
  SetText& out_;
  std::vector<Piece> line_;
  double used_ = 0;
};

SetText TextSetter::set(const PieceList& pieces, double width) {
  SetText out;
  out.leading = pieces.leading;
  out.looks = pieces.looks;
  out.rtl = pieces.rtl;
  if (!pieces.pieces.empty()) LineFiller(*this, pieces, width, out).fill();
  return out;
}

double TextSetter::width_of(std::string_view text, const TextRole& role) {
  return prepare(text, role).natural_width;
}

SetText TextSetter::set_one_line(std::string_view text, const TextRole& role, double width) {
  PieceList whole = prepare(text, role);
  if (whole.natural_width <= width + tolerance_pt) return set(whole, width + 1);
  // Cut by halving: the width grows with the number of letters.
  size_t low = 0;
  size_t high = std::min<size_t>(text.size(), 400);
  while (low < high) {
    const size_t middle = (low + high + 1) / 2;
    if (width_of(shortened(text, middle), role) <= width)
      low = middle;
    else
      high = middle - 1;
  }
  return set(prepare(shortened(text, low), role), width + 1);
}

}  // namespace kvali::pdf
