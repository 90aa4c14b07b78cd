#include "text/missing_letters.hpp"

#include "text/utf8.hpp"

namespace kvali::pdf {
namespace {

constexpr size_t most_reports = 200;  // A file of noise must not flood the screen.
constexpr size_t quoted_length = 40;

std::string code_point_name(char32_t letter) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (char32_t rest = letter; rest != 0 || out.size() < 4; rest >>= 4)
    out.insert(out.begin(), digits[rest & 15]);
  return "U+" + out;
}

std::string describe(const Place& place) {
  std::string out;
  const auto add = [&](const char* what, std::string_view text) {
    if (text.empty()) return;
    if (!out.empty()) out += ", ";
    out += std::string(what) + " \"" + shortened(text, quoted_length) + "\"";
  };
  add("section", place.section);
  add("table", place.table);
  add("column", place.column);
  add("text", place.text);
  return out.empty() ? "the document" : out;
}

// Debian keeps Han, Kana and Hangul, and emoji, in packages of their own.
const char* package_for(char32_t letter) {
  const bool is_cjk = (letter >= 0x2E80 && letter <= 0x9FFF) || (letter >= 0xAC00 && letter <= 0xD7AF) ||
                      (letter >= 0xF900 && letter <= 0xFAFF) || (letter >= 0x20000 && letter <= 0x3FFFF);
  if (is_cjk)
    return "no font of fonts-noto-core has it; put a TrueType font that has it beside them, see option fonts";
  if (letter >= 0x1F000 && letter <= 0x1FAFF)
    return "write it as a word; pictographs have no plain outline font";
  return "install fonts-noto-core and fonts-noto-extra, or write it with other letters";
}

}  // namespace

void MissingLetters::note(char32_t letter, const Place& place) {
  if (seen_.size() >= most_reports || !seen_.insert(letter).second) return;
  std::string quoted;
  append_utf8(quoted, letter);
  const std::string where = describe(place);
  report_("[L-02] no glyph for " + code_point_name(letter) + " '" + quoted + "' in " + where +
              "\nhint: " + package_for(letter),
          where);
  if (seen_.size() == most_reports)
    report_("[L-02] more letters have no glyph; only the first 200 are listed", where);
}

}  // namespace kvali::pdf
