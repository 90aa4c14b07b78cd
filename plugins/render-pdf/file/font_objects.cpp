#include "file/font_objects.hpp"

#include "font/font_subset.hpp"

namespace kvali::pdf {
namespace {

// ISO 32000-1, table 123: bit 3 symbolic (we have no Latin encoding), bit 7 italic.
constexpr int flag_symbolic = 4;
constexpr int flag_italic = 64;
// Not in the font file; viewers use it only for substitutes, which an embedded font never needs.
constexpr int stem_regular = 80;
constexpr int stem_bold = 140;
constexpr int italic_angle = -12;  // Noto Sans Italic.

std::string box_text(const FontSubset& subset) {
  std::string out = "[";
  for (const int side : subset.box) out += (out.size() > 1 ? " " : "") + std::to_string(side);
  return out + "]";
}

Ref add_descriptor(FileSink& sink, const FontSubset& subset) {
  const Ref program = sink.reserve();
  sink.put_stream(program, {{"Filter", "/FlateDecode"}, {"Length1", std::to_string(subset.program.size())}},
                  deflated(subset.program));
  const Ref descriptor = sink.reserve();
  sink.put(descriptor,
           "<</Type/FontDescriptor/FontName/" + subset.name + "/Flags " +
               std::to_string(flag_symbolic | (subset.is_italic ? flag_italic : 0)) + "/FontBBox" +
               box_text(subset) + "/ItalicAngle " + std::to_string(subset.is_italic ? italic_angle : 0) +
               "/Ascent " + std::to_string(subset.ascent) + "/Descent " + std::to_string(subset.descent) +
               "/CapHeight " + std::to_string(subset.cap_height) + "/StemV " +
               std::to_string(subset.is_bold ? stem_bold : stem_regular) + "/FontFile2 " + +program + ">>");
  return descriptor;
}

}  // namespace

Ref add_font(FileSink& sink, Face& face) {
  const FontSubset subset = make_subset(face);
  const Ref descriptor = add_descriptor(sink, subset);
  const Ref cid_font = sink.reserve();
  sink.put(cid_font,
           "<</Type/Font/Subtype/CIDFontType2/BaseFont/" + subset.name +
               "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor " +
               +descriptor + "/CIDToGIDMap/Identity/DW 1000/W" + subset.widths + ">>");
  const Ref to_unicode = sink.reserve();
  sink.put_stream(to_unicode, {{"Filter", "/FlateDecode"}}, deflated(subset.to_unicode));
  const Ref font = sink.reserve();
  sink.put(font, "<</Type/Font/Subtype/Type0/BaseFont/" + subset.name +
                     "/Encoding/Identity-H/DescendantFonts[" + +cid_font + "]/ToUnicode " + +to_unicode +
                     ">>");
  return font;
}

}  // namespace kvali::pdf
