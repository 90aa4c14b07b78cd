#include "font/face.hpp"

#include <hb-ot.h>

#include <cerrno>
#include <cmath>
#include <kvali/plugin.hpp>

namespace kvali::pdf {
namespace {

bool has_table(hb_face_t* face, hb_tag_t tag) {
  hb_blob_t* blob = hb_face_reference_table(face, tag);
  const bool found = hb_blob_get_length(blob) > 0;
  hb_blob_destroy(blob);
  return found;
}

}  // namespace

Face::Face(const std::string& path) : path_(path) {
  hb_blob_t* blob = hb_blob_create_from_file_or_fail(path.c_str());
  if (blob == nullptr) throw Error("cannot read the font", path, ENOENT);
  face_.reset(hb_face_create(blob, 0));
  hb_blob_destroy(blob);
  const unsigned glyphs = hb_face_get_glyph_count(face_.get());
  // Outlines in a CFF table would need another kind of font object.
  if (glyphs == 0 || !has_table(face_.get(), HB_TAG('g', 'l', 'y', 'f')))
    throw Error("not a TrueType font", path);
  units_per_em_ = hb_face_get_upem(face_.get());
  font_.reset(hb_font_create(face_.get()));
  hb_ot_font_set_funcs(font_.get());
  const int scale = static_cast<int>(units_per_em_);
  hb_font_set_scale(font_.get(), scale, scale);
  used_.assign(glyphs, 0);
  widths_.assign(glyphs, -1);
  texts_.resize(glyphs);
  used_[0] = 1;
}

uint32_t Face::glyph(char32_t character) const {
  hb_codepoint_t found = 0;
  return hb_font_get_nominal_glyph(font_.get(), character, &found) ? found : 0;
}

int Face::thousandths(int units) const {
  return static_cast<int>(std::lround(units * 1000.0 / static_cast<double>(units_per_em_)));
}

int Face::width(uint32_t glyph) {
  if (glyph >= widths_.size()) return 0;
  int32_t& width = widths_[glyph];
  if (width < 0) width = thousandths(hb_font_get_glyph_h_advance(font_.get(), glyph));
  return width;
}

void Face::use(uint32_t glyph) {
  if (glyph >= used_.size()) return;
  used_[glyph] = 1;
  is_used_ = true;
}

bool Face::map_to_text(uint32_t glyph, std::u32string_view text) {
  if (glyph >= texts_.size() || text.empty()) return false;
  if (texts_[glyph].empty()) texts_[glyph] = text;
  return texts_[glyph] == text;
}

std::vector<uint32_t> Face::used_glyphs() const {
  std::vector<uint32_t> all;
  for (size_t i = 0; i < used_.size(); ++i)
    if (used_[i] != 0) all.push_back(static_cast<uint32_t>(i));
  return all;
}

bool Face::pair_is_plain(char first, char second) {
  const char pair[2] = {first, second};
  hb_buffer_t* buffer = hb_buffer_create();
  hb_buffer_add_utf8(buffer, pair, 2, 0, 2);
  hb_buffer_guess_segment_properties(buffer);
  hb_shape(font_.get(), buffer, nullptr, 0);
  unsigned count = 0;
  const hb_glyph_info_t* glyphs = hb_buffer_get_glyph_infos(buffer, &count);
  const hb_glyph_position_t* places = hb_buffer_get_glyph_positions(buffer, &count);
  bool plain = count == 2;
  for (unsigned i = 0; plain && i < 2; ++i) {
    plain = glyphs[i].codepoint == glyph(static_cast<unsigned char>(pair[i])) && places[i].x_offset == 0 &&
            places[i].y_offset == 0 &&
            places[i].x_advance == hb_font_get_glyph_h_advance(font_.get(), glyphs[i].codepoint);
  }
  hb_buffer_destroy(buffer);
  return plain;
}

bool Face::numbers_are_plain() {
  if (numbers_are_plain_ >= 0) return numbers_are_plain_ == 1;
  numbers_are_plain_ = 1;
  for (const char first : number_characters)
    for (const char second : number_characters)
      if (!pair_is_plain(first, second)) numbers_are_plain_ = 0;
  return numbers_are_plain_ == 1;
}

}  // namespace kvali::pdf
