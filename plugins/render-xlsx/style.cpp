#include "style.hpp"

#include <array>
#include <charconv>

#include "text.hpp"

namespace kvali::xlsx {
namespace {

constexpr size_t longest_format = 127;  // bytes, LXW_FORMAT_FIELD_LEN less its end

// Letters a format code may hold outside quotes: dates, times, exponents, "General", AM/PM.
constexpr std::string_view code_letters = "yYmMdDhHsSeEGgnralbBAP";
constexpr std::string_view code_signs = "0#?.,%/ +-()$:@<>=&^~{}!";

/// Walks over a code once; stops at the first thing Excel would not read.
class CodeCheck {
 public:
  explicit CodeCheck(std::string_view code) : code_(code) {}

  bool passes() {
    for (; at_ < code_.size(); ++at_)
      if (!accept(code_[at_])) return false;
    return sections_ <= 4;
  }

 private:
  bool accept(char c) {
    if (c == '"') return skip_to('"');
    if (c == '[') return skip_to(']');
    if (c == '\\' || c == '_' || c == '*') return skip_character();
    if (c == ';') return ++sections_ <= 4;
    return static_cast<unsigned char>(c) >= 0x80 || code_letters.find(c) != code_letters.npos ||
           code_signs.find(c) != code_signs.npos;
  }
  bool skip_to(char end) {
    const size_t found = code_.find(end, at_ + 1);
    if (found == std::string_view::npos || (end == ']' && found == at_ + 1)) return false;
    at_ = found;
    return true;
  }
  bool skip_character() {
    if (at_ + 1 >= code_.size()) return false;
    at_ += first_character(code_.substr(at_ + 1)).bytes;
    return true;
  }
  std::string_view code_;
  size_t at_ = 0;
  int sections_ = 1;
};

std::string quoted(std::string_view literal) {
  std::string out = "\"";
  for (const char c : literal)
    if (c != '"') out.push_back(c);
  return out + "\"";
}

void append(std::string& key, const Border& border) {
  key += std::to_string(int(border.stroke)) + "," + std::to_string(border.colour) + "|";
}

}  // namespace

Colour Palette::status(std::string_view role) const {
  if (role == "good") return good;
  if (role == "warn") return warn;
  if (role == "bad") return bad;
  return accent;
}

Colour Palette::series(size_t n) const {
  const std::array<Colour, 5> all{accent, 0xE0A030, 0x7A5195, 0x6BA3BE, 0x8A8F3C};
  return all[n % all.size()];
}

std::optional<Colour> parse_colour(std::string_view text) {
  if (text.size() != 7 || text[0] != '#') return std::nullopt;
  Colour colour = 0;
  const auto [end, error] = std::from_chars(text.data() + 1, text.data() + 7, colour, 16);
  if (error != std::errc() || end != text.data() + 7) return std::nullopt;
  return colour;
}

std::string CellStyle::key() const {
  std::string key = std::to_string(int(size_pt * 4)) + "|" + std::to_string(colour) + "|";
  key += fill ? std::to_string(*fill) : "-";
  for (const bool flag : {bold, italic, underline, code, superscript, wrap, middle}) key += flag ? '1' : '0';
  key += std::to_string(int(align)) + "|" + std::to_string(indent) + "|";
  for (const Border& border : {top, bottom, left}) append(key, border);
  return key + number_format;
}

std::optional<std::string> number_format(std::string_view code) {
  if (code.empty() || code.size() > longest_format || xml_text(code) != code) return std::nullopt;
  if (code.find_first_of("\n\t") != std::string_view::npos || !CodeCheck(code).passes()) return std::nullopt;
  return std::string(code);
}

std::string with_unit(const std::string& format, std::string_view unit) {
  const std::string clean = one_line(unit);
  if (clean.empty() || format.find(';') != std::string::npos) return format;
  if (clean == "%" && format.find('%') != std::string::npos) return format;
  std::string out = (format.empty() ? "General" : format) + quoted(clean == "%" ? clean : " " + clean);
  return out.size() <= longest_format ? out : format;
}

std::string with_shape(std::string_view shape, const std::string& format) {
  if (shape.empty() || format.find(';') != std::string::npos) return format;
  const std::string mark = quoted(std::string(shape) + " ");
  const std::string number = format.empty() || format == "General" ? "General" : format;
  std::string out = mark;
  out += number;
  out += ";";
  out += mark + "-" + number + ";" + mark + number + ";" + mark + "@";
  return out.size() <= longest_format ? out : format;
}

std::string_view shape_of(std::string_view role) {
  // From WGL4, which every text font on an office machine has.
  if (role == "good") return "●";
  if (role == "warn") return "▲";
  if (role == "bad") return "■";
  if (role == "up") return "▲";
  if (role == "down") return "▼";
  if (role == "flat") return "►";
  return {};
}

}  // namespace kvali::xlsx
