#pragma once

#include <hb.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "font/font_set.hpp"
#include "text/missing_letters.hpp"

namespace kvali::pdf {

/// Glyphs of one face on one height, as the inside of a PDF string in a TJ array: two bytes a glyph,
/// escaped, with ")number(" where the pen is moved. Independent of the size.
struct GlyphRun {
  uint16_t face = 0;
  int rise = 0;  ///< 1/1000 of the size, upwards.
  bool is_adjusted = false;
  std::string glyphs;
};

/// A shaped piece of text. Width in 1/1000 of the size.
struct Word {
  std::vector<GlyphRun> runs;
  int width = 0;
  std::string actual_text;  ///< Set when the glyphs alone do not give the text back.
};
using WordRef = std::shared_ptr<const Word>;

struct WordRequest {
  std::string_view text;
  FontStyle style = FontStyle::regular;
  bool rtl = false;
  std::string_view lang;
};

/// Turns words into glyphs and remembers them. A word must not contain a space beside other letters
/// where it may be broken; a lone space is a word.
class Shaper {
 public:
  Shaper(FontSet& fonts, MissingLetters& missing);
  ~Shaper();
  Shaper(const Shaper&) = delete;
  Shaper& operator=(const Shaper&) = delete;

  [[nodiscard]] WordRef shape(const WordRequest& request);
  /// Where the next words stand, for the finding about a missing letter.
  void set_place(const Place& place) { place_ = place; }
  [[nodiscard]] const Place& place() const { return place_; }
  [[nodiscard]] FontSet& fonts() { return fonts_; }
  /// Calls of HarfBuzz so far, for tests of the cache.
  [[nodiscard]] size_t shape_calls() const { return shape_calls_; }

 private:
  struct Item {  // Part of a word in one face and script.
    size_t begin = 0;
    size_t end = 0;
    uint16_t face = 0;
    hb_script_t script = HB_SCRIPT_COMMON;
  };
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  WordRef shape_number(const WordRequest& request);
  WordRef shape_text(const WordRequest& request);
  std::string without_controls(std::string_view text, FontStyle style);
  std::vector<Item> itemize(std::string_view text, FontStyle style);
  bool shape_item(std::string_view text, const Item& item, const WordRequest& request, Word& word);
  uint8_t language_index(std::string_view lang);

  FontSet& fonts_;
  MissingLetters& missing_;
  Place place_;
  hb_buffer_t* buffer_;
  std::unordered_map<std::string, WordRef, Hash, std::equal_to<>> words_;
  std::string key_;
  std::vector<std::string> languages_;
  char32_t substitute_ = U'?';
  size_t shape_calls_ = 0;
};

}  // namespace kvali::pdf
