#include "font/font_subset.hpp"

#include <hb-ot.h>
#include <hb-subset.h>

#include <algorithm>
#include <kvali/plugin.hpp>

#include "text/utf8.hpp"

namespace kvali::pdf {
namespace {

constexpr char hex_digits[] = "0123456789ABCDEF";

void append_hex(std::string& out, uint32_t value) {
  for (int shift = 12; shift >= 0; shift -= 4) out.push_back(hex_digits[(value >> shift) & 15]);
}

// Shaping is done and nobody types in this font: only outlines and metrics are wanted.
constexpr const char* dropped_tables[] = {"GSUB", "GPOS", "GDEF", "name", "post", "OS/2", "cmap",
                                          "DSIG", "kern", "gasp", "STAT", "meta", "MATH", "BASE"};

std::string cut(const Face& face) {
  hb_subset_input_t* input = hb_subset_input_create_or_fail();
  if (input == nullptr) throw Error("out of memory while cutting a font", face.path(), ENOMEM);
  hb_set_t* glyphs = hb_subset_input_glyph_set(input);
  for (const uint32_t glyph : face.used_glyphs()) hb_set_add(glyphs, glyph);
  // With the numbers kept, a page can be written before it is known what later pages use.
  hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NO_HINTING);
  hb_set_t* drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
  for (const char* t : dropped_tables) hb_set_add(drop, HB_TAG(t[0], t[1], t[2], t[3]));
  hb_face_t* cut_face = hb_subset_or_fail(face.face(), input);
  hb_subset_input_destroy(input);
  if (cut_face == nullptr) throw Error("HarfBuzz cannot cut the font", face.path());
  hb_blob_t* blob = hb_face_reference_blob(cut_face);
  unsigned size = 0;
  const char* bytes = hb_blob_get_data(blob, &size);
  std::string program(bytes, size);
  hb_blob_destroy(blob);
  hb_face_destroy(cut_face);
  return program;
}

// ISO 32000-1, 9.6.4: six capital letters. From the content, so that equal subsets have equal names.
std::string subset_tag(const std::string& program) {
  uint64_t hash = 1469598103934665603u;  // FNV-1a, 64 bit.
  for (const char c : program) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  std::string tag;
  for (int i = 0; i < 6; ++i, hash /= 26) tag.push_back(static_cast<char>('A' + hash % 26));
  return tag;
}

std::string postscript_name(hb_face_t* face) {
  char name[64] = "";
  unsigned size = sizeof name;
  hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, name);
  std::string out(name);
  // A name object of plain letters, whatever the font says.
  out.erase(std::remove_if(out.begin(), out.end(),
                           [](char c) {
                             const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                                                (c >= 'a' && c <= 'z') || c == '-';
                             return !plain;
                           }),
            out.end());
  return out.empty() ? "Font" : out;
}

std::string width_array(Face& face, const std::vector<uint32_t>& glyphs) {
  std::string out = "[";
  for (size_t i = 0; i < glyphs.size();) {
    out += std::to_string(glyphs[i]) + "[";
    uint32_t expected = glyphs[i];
    for (; i < glyphs.size() && glyphs[i] == expected; ++i, ++expected) {
      if (out.back() != '[') out.push_back(' ');
      out += std::to_string(face.width(glyphs[i]));
    }
    out.push_back(']');
  }
  out.push_back(']');
  return out;
}

std::string to_unicode_map(const Face& face, const std::vector<uint32_t>& glyphs) {
  std::vector<uint32_t> mapped;
  for (const uint32_t glyph : glyphs)
    if (glyph != 0 && !face.text_of(glyph).empty()) mapped.push_back(glyph);
  std::string out =
      "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
      "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
      "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
      "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n";
  constexpr size_t block = 100;  // Adobe technical note 5014: at most 100 entries a block.
  for (size_t i = 0; i < mapped.size(); i += block) {
    const size_t n = std::min(block, mapped.size() - i);
    out += std::to_string(n) + " beginbfchar\n";
    for (size_t k = i; k < i + n; ++k) {
      out.push_back('<');
      append_hex(out, mapped[k]);
      out += "><";
      std::u16string units;
      for (const char32_t c : face.text_of(mapped[k])) append_utf16(units, c);
      for (const char16_t unit : units) append_hex(out, unit);
      out += ">\n";
    }
    out += "endbfchar\n";
  }
  return out + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

void read_metrics(Face& face, FontSubset& subset) {
  hb_font_extents_t extents{};
  hb_font_get_h_extents(face.font(), &extents);
  subset.ascent = face.thousandths(extents.ascender);
  subset.descent = face.thousandths(extents.descender);
  hb_position_t cap_height = 0;
  if (!hb_ot_metrics_get_position(face.font(), HB_OT_METRICS_TAG_CAP_HEIGHT, &cap_height))
    cap_height = extents.ascender;
  subset.cap_height = face.thousandths(cap_height);
  hb_blob_t* head = hb_face_reference_table(face.face(), HB_TAG('h', 'e', 'a', 'd'));
  unsigned size = 0;
  const char* bytes = hb_blob_get_data(head, &size);
  constexpr unsigned box_at = 36;  // OpenType "head": xMin yMin xMax yMax.
  for (unsigned i = 0; i < 4 && size >= box_at + 8; ++i) {
    const auto high = static_cast<unsigned char>(bytes[box_at + 2 * i]);
    const auto low = static_cast<unsigned char>(bytes[box_at + 2 * i + 1]);
    subset.box[i] = face.thousandths(static_cast<int16_t>(static_cast<uint16_t>(high << 8 | low)));
  }
  hb_blob_destroy(head);
}

}  // namespace

FontSubset make_subset(Face& face) {
  FontSubset subset;
  subset.program = cut(face);
  const std::string plain_name = postscript_name(face.face());
  subset.name = subset_tag(subset.program) + "+" + plain_name;
  subset.is_bold = plain_name.find("Bold") != std::string::npos;
  subset.is_italic = plain_name.find("Italic") != std::string::npos;
  const std::vector<uint32_t> glyphs = face.used_glyphs();
  subset.widths = width_array(face, glyphs);
  subset.to_unicode = to_unicode_map(face, glyphs);
  read_metrics(face, subset);
  return subset;
}

}  // namespace kvali::pdf
