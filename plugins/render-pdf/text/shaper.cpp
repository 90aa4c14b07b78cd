#include "text/shaper.hpp"

#include <algorithm>

#include "text/utf8.hpp"

namespace kvali::pdf {
namespace {

// Forgetting is cheap, memory is not: a table of 100,000 names must not keep them all.
constexpr size_t most_words = 50'000;
constexpr size_t longest_cached_bytes = 200;

void append_glyph(std::string& out, uint32_t glyph) {
  // ISO 32000-1, 7.3.4.2: in a literal string only these need an escape.
  for (const uint32_t byte : {glyph >> 8 & 0xFF, glyph & 0xFF}) {
    const char c = static_cast<char>(static_cast<unsigned char>(byte));
    if (c == '\r') {
      out += "\\r";
      continue;
    }
    if (c == '(' || c == ')' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
}

bool is_number(std::string_view text) {
  return text.find_first_not_of(number_characters) == std::string_view::npos;
}

bool is_mark(char32_t c) {
  const hb_unicode_general_category_t kind = hb_unicode_general_category(hb_unicode_funcs_get_default(), c);
  return kind == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
         kind == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK ||
         kind == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK;
}

// Joiners steer shaping and need no glyph; variation selectors choose one.
bool is_joiner(char32_t c) {
  return c == 0x200C || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F) || c == 0x034F;
}

// Invisible by definition: they told line breaking and bidi what they had to say.
bool is_invisible(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x200B || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

hb_script_t script_of(char32_t c) {
  return hb_unicode_script(hb_unicode_funcs_get_default(), c);
}

bool is_real(hb_script_t script) {
  return script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED && script != HB_SCRIPT_UNKNOWN;
}

// Collects glyphs into runs of equal height.
class RunWriter {
 public:
  RunWriter(Word& word, Face& face, uint16_t face_index) : word_(word), face_(face), index_(face_index) {}

  void add(uint32_t glyph, const hb_glyph_position_t& place) {
    const int rise = face_.thousandths(place.y_offset);
    const int offset = face_.thousandths(place.x_offset);
    const int advance = face_.thousandths(place.x_advance);
    if (!has_run_ || word_.runs.back().rise != rise) start(rise);
    move(owed_ + offset);
    append_glyph(word_.runs.back().glyphs, glyph);
    face_.use(glyph);
    owed_ = advance - face_.width(glyph) - offset;
    word_.width += advance;
  }
  void end() {
    if (has_run_) move(owed_);
    owed_ = 0;
  }

 private:
  void start(int rise) {
    word_.runs.push_back({index_, rise, false, {}});
    has_run_ = true;
  }
  void move(int by) {
    if (by == 0) return;
    GlyphRun& run = word_.runs.back();
    run.glyphs += ")" + std::to_string(-by) + "(";
    run.is_adjusted = true;
  }

  Word& word_;
  Face& face_;
  uint16_t index_;
  bool has_run_ = false;
  int owed_ = 0;  // Pen movement between glyphs that is still to be written.
};

// The glyphs [begin, end) of one cluster and the text they stand for.
struct Cluster {
  const hb_glyph_info_t* begin;
  const hb_glyph_info_t* end;
  std::u32string text;
};

// True when glyphs and characters of a cluster pair off one to one (a letter and its marks).
bool pairs_off(const Face& face, const Cluster& cluster, bool rtl) {
  const auto count = static_cast<size_t>(cluster.end - cluster.begin);
  if (count != cluster.text.size()) return false;
  for (size_t i = 1; i < count; ++i) {
    const uint32_t glyph =
        rtl ? cluster.end[-1 - static_cast<std::ptrdiff_t>(i)].codepoint : cluster.begin[i].codepoint;
    if (face.glyph(cluster.text[i]) != glyph) return false;
  }
  return true;
}

// Enters a cluster into the face's glyph-to-text map. False when the map cannot say it.
bool map_cluster(Face& face, Cluster cluster, bool rtl) {
  const auto count = static_cast<size_t>(cluster.end - cluster.begin);
  if (count == 1) {
    if (rtl && cluster.text.size() == 1)
      cluster.text[0] = hb_unicode_mirroring(hb_unicode_funcs_get_default(), cluster.text[0]);
    return face.map_to_text(cluster.begin->codepoint, cluster.text);
  }
  bool exact = pairs_off(face, cluster, rtl);
  for (size_t i = 0; i < count; ++i) {
    const size_t at = std::min(i, cluster.text.size() - 1);
    const uint32_t glyph =
        rtl ? cluster.end[-1 - static_cast<std::ptrdiff_t>(i)].codepoint : cluster.begin[i].codepoint;
    if (!face.map_to_text(glyph, cluster.text.substr(at, 1))) exact = false;
  }
  return exact;
}

}  // namespace

Shaper::Shaper(FontSet& fonts, MissingLetters& missing)
    : fonts_(fonts), missing_(missing), buffer_(hb_buffer_create()) {
  // U+FFFD says "a letter stood here"; the geta mark is the printers' sign for the same.
  for (const char32_t sign : {char32_t{0xFFFD}, char32_t{0x3013}}) {
    if (fonts_.face(fonts_.base(FontStyle::regular)).glyph(sign) == 0) continue;
    substitute_ = sign;
    break;
  }
}

Shaper::~Shaper() {
  hb_buffer_destroy(buffer_);
}

uint8_t Shaper::language_index(std::string_view lang) {
  for (size_t i = 0; i < languages_.size(); ++i)
    if (languages_[i] == lang) return static_cast<uint8_t>(i);
  constexpr size_t most_languages = 255;
  if (languages_.size() >= most_languages) return 0;
  languages_.emplace_back(lang);
  return static_cast<uint8_t>(languages_.size() - 1);
}

WordRef Shaper::shape(const WordRequest& request) {
  if (is_number(request.text) && !request.rtl && request.text.size() <= longest_cached_bytes &&
      fonts_.face(fonts_.base(request.style)).numbers_are_plain())
    return shape_number(request);
  key_.assign(1, static_cast<char>(request.style));
  key_.push_back(request.rtl ? 'r' : 'l');
  key_.push_back(static_cast<char>(language_index(request.lang)));
  key_ += request.text;
  const auto known = words_.find(key_);
  if (known != words_.end()) return known->second;
  if (words_.size() >= most_words) words_.clear();
  const std::string key = request.text.size() <= longest_cached_bytes ? key_ : std::string();
  WordRef word = shape_text(request);
  if (!key.empty()) words_.emplace(key, word);
  return word;
}

WordRef Shaper::shape_number(const WordRequest& request) {
  auto word = std::make_shared<Word>();
  const uint16_t index = fonts_.base(request.style);
  Face& face = fonts_.face(index);
  GlyphRun run{index, 0, false, {}};
  run.glyphs.reserve(request.text.size() * 2);
  for (const char c : request.text) {
    const auto character = static_cast<unsigned char>(c);
    const uint32_t glyph = face.glyph(character);
    append_glyph(run.glyphs, glyph);
    face.use(glyph);
    face.map_to_text(glyph, std::u32string(1, character));
    word->width += face.width(glyph);
  }
  word->runs.push_back(std::move(run));
  return word;
}

std::string Shaper::without_controls(std::string_view text, FontStyle style) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (is_invisible(c)) continue;
    const bool drawable = is_joiner(c) || fonts_.face_for(c, style).has_value();
    if (!drawable) missing_.note(c, place_);
    append_utf8(out, drawable ? c : substitute_);
  }
  return out;
}

std::vector<Shaper::Item> Shaper::itemize(std::string_view text, FontStyle style) {
  std::vector<Item> items;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    const char32_t c = next_code_point(text, at);
    uint16_t face = fonts_.face_for(c, style).value_or(fonts_.base(style));
    hb_script_t script = script_of(c);
    if (!items.empty()) {
      Item& last = items.back();
      const bool stays = is_joiner(c) || (is_mark(c) && fonts_.face(last.face).glyph(c) != 0);
      if (stays) face = last.face;
      if (stays || !is_real(script)) script = last.script;
      const bool same_script = script == last.script || !is_real(last.script);
      if (face == last.face && same_script) {
        last.end = at;
        if (!is_real(last.script)) last.script = script;
        continue;
      }
    }
    items.push_back({begin, at, face, script});
  }
  return items;
}

bool Shaper::shape_item(std::string_view text, const Item& item, const WordRequest& request, Word& word) {
  ++shape_calls_;
  Face& face = fonts_.face(item.face);
  hb_buffer_clear_contents(buffer_);
  // Marks keep a cluster of their own, so that most glyphs stand for exactly one character.
  hb_buffer_set_cluster_level(buffer_, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
  hb_buffer_add_utf8(buffer_, text.data(), static_cast<int>(text.size()), static_cast<unsigned>(item.begin),
                     static_cast<int>(item.end - item.begin));
  hb_buffer_set_script(buffer_, item.script);
  hb_buffer_set_direction(buffer_, request.rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
  hb_buffer_set_language(buffer_,
                         hb_language_from_string(request.lang.data(), static_cast<int>(request.lang.size())));
  hb_shape(face.font(), buffer_, nullptr, 0);
  unsigned count = 0;
  const hb_glyph_info_t* glyphs = hb_buffer_get_glyph_infos(buffer_, &count);
  const hb_glyph_position_t* places = hb_buffer_get_glyph_positions(buffer_, &count);
  RunWriter writer(word, face, item.face);
  for (unsigned i = 0; i < count; ++i) writer.add(glyphs[i].codepoint, places[i]);
  writer.end();
  bool exact = true;
  for (unsigned i = 0; i < count;) {
    unsigned end = i;
    while (end < count && glyphs[end].cluster == glyphs[i].cluster) ++end;
    // The cluster's text ends where the next one in reading order starts.
    const unsigned next = request.rtl ? i - 1 : end;  // Wraps below zero: then it is not < count.
    const size_t text_end = next < count ? glyphs[next].cluster : item.end;
    std::u32string stands_for = to_utf32(text.substr(glyphs[i].cluster, text_end - glyphs[i].cluster));
    if (!stands_for.empty() &&
        !map_cluster(face, {glyphs + i, glyphs + end, std::move(stands_for)}, request.rtl))
      exact = false;
    i = end;
  }
  return exact;
}

WordRef Shaper::shape_text(const WordRequest& request) {
  auto word = std::make_shared<Word>();
  const std::string text = without_controls(request.text, request.style);
  std::vector<Item> items = itemize(text, request.style);
  // Glyphs are written from left to right, whatever way the text reads.
  if (request.rtl) std::reverse(items.begin(), items.end());
  bool exact = true;
  for (const Item& item : items) exact = shape_item(text, item, request, *word) && exact;
  // Poppler takes ActualText for visual order: right-to-left text is better off without.
  if (!exact && !request.rtl) word->actual_text = text;
  return word;
}

}  // namespace kvali::pdf
