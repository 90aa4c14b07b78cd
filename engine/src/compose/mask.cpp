#include "compose/mask.hpp"

#include <charconv>

#include "base/text.hpp"

namespace kvali {

namespace {

constexpr char32_t first_expression = 0xF0000;
constexpr char32_t first_tag = 0x100000;
constexpr std::size_t most_masks = 0xFFFD;  ///< The private-use characters of one plane.

std::string private_character(char32_t c) {
  const auto byte = [](char32_t bits) { return static_cast<char>(static_cast<unsigned char>(bits)); };
  return {byte(0xF0U | (c >> 18U)), byte(0x80U | ((c >> 12U) & 0x3FU)), byte(0x80U | ((c >> 6U) & 0x3FU)),
          byte(0x80U | (c & 0x3FU))};
}

/// The code point of a four-byte sequence of plane 15 or 16, else 0.
char32_t private_code(std::string_view text) {
  if (text.size() < 4) return 0;
  const auto at = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[i])); };
  if (at(0) != 0xF3 && at(0) != 0xF4) return 0;
  const char32_t c =
      ((at(0) & 7U) << 18U) | ((at(1) & 0x3FU) << 12U) | ((at(2) & 0x3FU) << 6U) | (at(3) & 0x3FU);
  return c >= first_expression && c <= 0x10FFFF ? c : 0;
}

/// A line without its indentation and quote signs.
struct Line {
  std::string_view whole;
  std::string_view prefix;
  std::string_view rest;
  std::size_t begin = 0;  ///< Of `whole` in the code.
};

std::vector<Line> split_lines(std::string_view text) {
  std::vector<Line> lines;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    Line line;
    line.begin = at;
    line.whole = text.substr(at, end - at);
    const std::size_t content = std::min(line.whole.find_first_not_of(" \t>"), line.whole.size());
    line.prefix = line.whole.substr(0, content);
    line.rest = line.whole.substr(content);
    lines.push_back(line);
    at = end + 1;
  }
  return lines;
}

bool is_tag_line(const Line& line) {
  const std::string_view rest = trim(line.rest);
  return rest.starts_with("{%") && rest.ends_with("%}") && rest.find("%}") == rest.size() - 2;
}

bool is_row(const Line& line) {
  return line.rest.starts_with("|");
}

bool is_delimiter_row(const Line& line) {
  return is_row(line) && line.rest.find('-') != std::string_view::npos &&
         line.rest.find_first_not_of("|-: \t\r") == std::string_view::npos;
}

class Masker {
 public:
  Masker(const Code& code, TemplateFindings& findings)
      : code_(code), findings_(findings), lines_(split_lines(code.text())) {}

  Masked run() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      mask_line(i);
      masked_.text += '\n';
    }
    return std::move(masked_);
  }

 private:
  void mask_line(std::size_t i) {
    const Line& line = lines_[i];
    if (fence_.empty() && track_comment(line)) {
      masked_.text += line.whole;
      return;
    }
    if (track_fence(line)) {
      masked_.text += line.whole;
      return;
    }
    if (is_tag_line(line)) {
      tag_line(i);
      return;
    }
    if (is_delimiter_row(line)) table_ = ++tables_;
    if (!is_row(line)) table_ = 0;
    mask_expressions(line);
  }

  /// Follows comments that begin with a line; true inside one.
  bool track_comment(const Line& line) {
    if (!in_comment_ && !line.rest.starts_with("<!--")) return false;
    in_comment_ = line.rest.find("-->", in_comment_ ? 0 : 4) == std::string_view::npos;
    table_ = 0;
    return true;
  }

  /// Follows fenced blocks, whose bodies are not Markdown; true inside one and on its fences.
  bool track_fence(const Line& line) {
    std::string_view rest = line.rest;
    // A fence may open right behind a list sign.
    if (fence_.empty() && (rest.starts_with("- ") || rest.starts_with("* "))) rest = trim(rest.substr(2));
    const char sign = rest.empty() ? '\0' : rest.front();
    const std::size_t length = std::min(rest.find_first_not_of(sign), rest.size());
    const bool is_fence = (sign == '`' || sign == '~') && length >= 3;
    if (fence_.empty()) {
      if (!is_fence || (sign == '`' && rest.find('`', length) != std::string_view::npos)) return false;
      fence_ = std::string(length, sign);
      table_ = 0;
      return true;
    }
    if (is_fence && sign == fence_.front() && length >= fence_.size() && trim(rest.substr(length)).empty())
      fence_.clear();
    return true;
  }

  void tag_line(std::size_t i) {
    const Line& line = lines_[i];
    const std::size_t begin = line.begin + line.prefix.size();
    const std::string_view rest = trim(line.rest);
    const std::string_view inside = rest.substr(2, rest.size() - 4);
    const Code code = code_.sub(begin + 2, inside.size());
    Tag tag = read_tag(code);
    tag.span = code_.span(begin, rest.size());
    const bool row = belongs_to_table(tag.kind, i);
    masked_.tags.push_back(std::move(tag));
    const std::size_t index = masked_.tags.size() - 1;
    masked_.text += line.prefix;
    if (row && index < most_masks) {
      masked_.text += "|" + private_character(first_tag + static_cast<char32_t>(index)) + "|";
    } else {
      table_ = 0;
      masked_.text += "<?k " + std::to_string(index) + "?>";
    }
  }

  /// Between rows of one table: an opening tag that a row follows, and what closes such a tag.  A
  /// table inside {% if %} ends at {% endif %}.
  bool belongs_to_table(Tag::Kind kind, std::size_t i) {
    if (kind == Tag::Kind::block) open_.push_back(0);
    if (kind == Tag::Kind::loop || kind == Tag::Kind::condition) {
      std::size_t next = i + 1;
      while (next < lines_.size() && is_tag_line(lines_[next])) ++next;
      const bool row = table_ != 0 && next < lines_.size() && is_row(lines_[next]);
      open_.push_back(row ? table_ : 0);
      return row;
    }
    const bool row = table_ != 0 && !open_.empty() && open_.back() == table_;
    const bool closes =
        kind == Tag::Kind::end_loop || kind == Tag::Kind::end_condition || kind == Tag::Kind::end_block;
    if (closes && !open_.empty()) open_.pop_back();
    return row;
  }

  Tag read_tag(const Code& code) {
    Tag tag;
    const std::string_view text = code.text();
    const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
    const std::size_t end = std::min(text.find_first_of(" \t", begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    const Code rest = code.sub(end, text.size() - end);
    if (word == "for") {
      tag.kind = Tag::Kind::loop;
      if (auto loop = parse_loop(rest, findings_)) tag.loop = std::move(*loop);
    } else if (word == "if" || word == "elif") {
      tag.kind = word == "if" ? Tag::Kind::condition : Tag::Kind::else_if;
      tag.condition = parse_expression(rest, findings_);
    } else if (word == "include" || word == "use" || word == "block") {
      read_part_tag(tag, word, code.span(begin, word.size()), rest);
    } else {
      read_closing_tag(tag, word, code.span(begin, std::max<std::size_t>(word.size(), 1)), rest);
    }
    return tag;
  }

  void read_part_tag(Tag& tag, std::string_view word, Span span, const Code& rest) {
    tag.kind = word == "include" ? Tag::Kind::include : word == "use" ? Tag::Kind::use : Tag::Kind::block;
    auto part = parse_part(rest, findings_);
    if (!part) return;
    if (tag.kind == Tag::Kind::include && !part->quoted)
      findings_.add("TPL-04", span, "include needs a file in quotes", "write include \"parts/contact.md\"");
    else if (tag.kind != Tag::Kind::include && part->quoted)
      findings_.add("TPL-04", span, std::string(word) + " needs a name, without quotes",
                    "files are included: include \"" + part->name + "\"");
    else if (tag.kind == Tag::Kind::block && !part->values.empty())
      findings_.add("TPL-04", span, "block takes nothing but its name",
                    "values are given where it is used: use " + part->name + " with n = 1");
    else
      tag.part = std::move(*part);
  }

  void read_closing_tag(Tag& tag, std::string_view word, Span span, const Code& rest) {
    if (word == "else") tag.kind = Tag::Kind::otherwise;
    if (word == "endfor") tag.kind = Tag::Kind::end_loop;
    if (word == "endif") tag.kind = Tag::Kind::end_condition;
    if (word == "endblock") tag.kind = Tag::Kind::end_block;
    if (tag.kind == Tag::Kind::broken) {
      constexpr std::array<std::string_view, 10> known = {"for",   "if",      "elif", "else",  "endfor",
                                                          "endif", "include", "use",  "block", "endblock"};
      findings_.add("TPL-04", span, "unknown tag " + std::string(word), did_you_mean(word, known));
    } else if (!trim(rest.text()).empty()) {
      findings_.add("TPL-04", rest.span(), std::string(word) + " takes nothing",
                    word == "else" ? "write elif for another condition" : "");
    }
  }

  void mask_expressions(const Line& line) {
    const std::string_view text = line.whole;
    std::size_t at = 0;
    while (at < text.size()) {
      if (text.substr(at, 4) == "<!--" && text.find("-->", at + 4) != std::string_view::npos) {
        const std::size_t end = text.find("-->", at + 4) + 3;
        masked_.text += text.substr(at, end - at);
        at = end;
      } else if (text.substr(at, 2) == "{{") {
        at = mask_expression(line, at);
      } else if (text.substr(at, 2) == "{%") {
        findings_.add("TPL-04", code_.span(line.begin + at, 2), "tag is not on a line of its own",
                      "within a line write {{ a if condition else b }}");
        at += 2;
      } else if (private_code(text.substr(at)) != 0) {
        findings_.add("TPL-02", code_.span(line.begin + at, 4), "private-use character",
                      "remove it; no font has a letter for it");
        masked_.text += "\xEF\xBF\xBD";
        at += 4;
      } else {
        masked_.text += text[at++];
      }
    }
  }

  std::size_t mask_expression(const Line& line, std::size_t at) {
    const std::size_t end = end_of_expression(line.whole, at);
    if (end == std::string_view::npos) {
      findings_.add("TPL-03", code_.span(line.begin + at, 2), "expression is not closed on its line",
                    "end it with }}");
      return line.whole.size();
    }
    if (masked_.expressions.size() >= most_masks) {
      findings_.add("TPL-10", code_.span(line.begin + at, 2), "template has too many expressions");
      return end;
    }
    const Code inside = code_.sub(line.begin + at + 2, end - at - 4);
    masked_.text += private_character(first_expression + static_cast<char32_t>(masked_.expressions.size()));
    masked_.expressions.push_back(parse_expression(inside, findings_));
    return end;
  }

  const Code& code_;
  TemplateFindings& findings_;
  std::vector<Line> lines_;
  Masked masked_;
  bool in_comment_ = false;
  std::string fence_;      ///< Opening fence of the block we are in.
  int tables_ = 0;         ///< Tables met so far.
  int table_ = 0;          ///< The one we are in, or 0.
  std::vector<int> open_;  ///< Open tags, each with its table or 0.
};

}  // namespace

Masked mask(const Code& code, TemplateFindings& findings) {
  return Masker(code, findings).run();
}

Masked mask_nothing(const Code& code, TemplateFindings& findings) {
  Masked masked;
  const std::string_view text = code.text();
  for (std::size_t at = 0; at < text.size();) {
    if (private_code(text.substr(at)) == 0) {
      masked.text += text[at++];
      continue;
    }
    findings.add("TPL-02", code.span(at, 4), "private-use character",
                 "remove it; no font has a letter for it");
    masked.text += "\xEF\xBF\xBD";
    at += 4;
  }
  return masked;
}

MaskedCharacter masked_character(std::string_view text) {
  const char32_t c = private_code(text);
  if (c == 0) return {};
  if (c >= first_tag) return {MaskedCharacter::Kind::tag, c - first_tag};
  return {MaskedCharacter::Kind::expression, c - first_expression};
}

int masked_tag(std::string_view html) {
  html = trim(html);
  if (!html.starts_with("<?k ") || !html.ends_with("?>")) return -1;
  int index = -1;
  const char* const end = html.data() + html.size() - 2;
  const auto result = std::from_chars(html.data() + 4, end, index);
  return result.ptr == end ? index : -1;
}

}  // namespace kvali
