#pragma once

#include <hb.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kvali::pdf {

/// One font file, and what the document uses of it. Widths are in 1/1000 of the font size, as PDF
/// counts them. Not thread-safe: one render has its own faces.
class Face {
 public:
  /// Throws kvali::Error when the file is not a TrueType font that can be embedded.
  explicit Face(const std::string& path);

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] hb_font_t* font() const { return font_.get(); }
  [[nodiscard]] hb_face_t* face() const { return face_.get(); }
  [[nodiscard]] unsigned units_per_em() const { return units_per_em_; }
  /// The glyph of a character on its own; 0 = the font has none.
  [[nodiscard]] uint32_t glyph(char32_t character) const;
  [[nodiscard]] int width(uint32_t glyph);
  /// Font units to 1/1000 of the size.
  [[nodiscard]] int thousandths(int units) const;

  /// Marks a glyph as printed: it will be in the subset.
  void use(uint32_t glyph);
  /// Says which text a glyph stands for. False when it already stands for another one; then the
  /// text must be written beside it (ActualText). The first one to ask wins.
  bool map_to_text(uint32_t glyph, std::u32string_view text);

  /// Glyphs used so far, ascending; always holds glyph 0.
  [[nodiscard]] std::vector<uint32_t> used_glyphs() const;
  [[nodiscard]] const std::u32string& text_of(uint32_t glyph) const { return texts_[glyph]; }
  /// True once a glyph was printed.
  [[nodiscard]] bool is_used() const { return is_used_; }

  /// True when no pair of figures and number punctuation kerns or ligates, so that a number is the
  /// sum of its characters. Found out at the first call.
  [[nodiscard]] bool numbers_are_plain();

 private:
  bool pair_is_plain(char first, char second);

  struct Release {
    void operator()(hb_face_t* face) const { hb_face_destroy(face); }
    void operator()(hb_font_t* font) const { hb_font_destroy(font); }
  };
  std::string path_;
  std::unique_ptr<hb_face_t, Release> face_;
  std::unique_ptr<hb_font_t, Release> font_;
  unsigned units_per_em_ = 1000;
  bool is_used_ = false;
  int numbers_are_plain_ = -1;  // -1 = not tried.
  std::vector<uint8_t> used_;
  std::vector<int32_t> widths_;  // -1 = not asked.
  std::vector<std::u32string> texts_;
};

/// The characters a number may be made of on the fast path.
inline constexpr std::string_view number_characters = "0123456789.,-+/%";

}  // namespace kvali::pdf
