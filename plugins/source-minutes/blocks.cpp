#include "blocks.hpp"

#include <algorithm>
#include <optional>

#include "labels.hpp"
#include "text.hpp"

namespace kvali::minutes {
namespace {

constexpr size_t deepest = 16;
constexpr size_t most_columns = 64;  // Of a table; further cells are not read.

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

struct Indent {
  size_t width = 0;  ///< In columns; a tab goes to the next multiple of 4.
  size_t bytes = 0;
};

Indent indent_of(std::string_view line) {
  Indent indent;
  while (indent.bytes < line.size() && (line[indent.bytes] == ' ' || line[indent.bytes] == '\t')) {
    indent.width += line[indent.bytes] == '\t' ? 4 - indent.width % 4 : 1;
    ++indent.bytes;
  }
  return indent;
}

// Bytes of a list marker with its space ("- ", "12. "), 0 if there is none.
size_t list_marker(std::string_view text) {
  size_t end = 0;
  if (!text.empty() && (text[0] == '-' || text[0] == '*' || text[0] == '+')) {
    end = 1;
  } else {
    while (end < text.size() && end < 9 && is_digit(text[end])) ++end;
    if (end == 0 || end >= text.size() || (text[end] != '.' && text[end] != ')')) return 0;
    ++end;
  }
  if (end == text.size()) return end;
  return text[end] == ' ' || text[end] == '\t' ? end + 1 : 0;
}

// "en: text" or "- en: text": bytes up to the text, and the language.
std::optional<std::pair<std::string, size_t>> language_mark(std::string_view text) {
  if (text.size() < 3 || text[2] != ':' || !is_language(text.substr(0, 2))) return std::nullopt;
  size_t at = 3;
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  if (at == 3 && at < text.size()) return std::nullopt;
  return std::pair(std::string(text.substr(0, 2)), at);
}

bool is_rule(std::string_view text) {
  if (text.size() < 3 || (text[0] != '-' && text[0] != '*' && text[0] != '_')) return false;
  const char c = text[0];
  return std::count(text.begin(), text.end(), c) >= 3 &&
         std::all_of(text.begin(), text.end(), [c](char x) { return x == c || x == ' '; });
}

bool is_table_rule(std::string_view text) {
  return text.find('-') != text.npos && text.find('|') != text.npos &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return c == '|' || c == '-' || c == ':' || c == ' '; });
}

std::vector<std::string> cells_of(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with("|")) text.remove_prefix(1);
  std::vector<std::string> cells;
  std::string cell;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size() && text[i + 1] == '|') {
      cell.push_back('|');
      ++i;
    } else if (text[i] == '|') {
      if (cells.size() == most_columns) return cells;
      cells.emplace_back(trimmed(cell));
      cell.clear();
    } else {
      cell.push_back(text[i]);
    }
  }
  if (!trimmed(cell).empty() || !text.ends_with("|")) cells.emplace_back(trimmed(cell));
  return cells;
}

// Blanks HTML comments in place, so that lines and columns stay what they are.
std::string without_comments(std::string_view body) {
  std::string out(body);
  for (size_t at = out.find("<!--"); at != std::string::npos; at = out.find("<!--", at)) {
    const size_t close = out.find("-->", at + 4);
    const size_t end = close == std::string::npos ? out.size() : close + 3;
    std::string blank;
    for (size_t i = at; i < end; ++i) {
      if (out[i] == '\n')
        blank.push_back('\n');
      else if ((out[i] & 0xC0) != 0x80)
        blank.push_back(' ');
    }
    // Only multi-byte characters make it shorter: the rest of the line keeps its columns.
    out.replace(at, end - at, blank);
    at += blank.size();
  }
  return out;
}

class BlockReader {
 public:
  explicit BlockReader(size_t first_line) : line_(first_line) {}

  void read(std::string_view raw) {
    const Indent indent = indent_of(raw);
    std::string_view text = without_tail(raw.substr(indent.bytes), {});
    column_ = indent.bytes + 1;
    if (fence(text)) {
      // Code says nothing about a meeting.
    } else if (text.empty()) {
      blank_ = true;
      in_table_ = false;
    } else if (!heading(text) && !underline(text) && !is_rule_line(text) && !table(text) && !quote(text) &&
               !item(text, indent)) {
      paragraph(text, indent);
    }
    if (!text.empty()) blank_ = false;
    ++line_;
  }
  std::vector<Block> take() { return std::move(blocks_); }

 private:
  Block& add(Block::Kind kind, int level, std::string_view text, size_t offset) {
    Block block;
    block.kind = kind;
    block.level = level;
    block.lines.push_back({std::string(text), line_, column_ + offset});
    language_.clear();
    if (kind != Block::Kind::table_row && kind != Block::Kind::table_header) {
      if (const auto mark = language_mark(text)) {
        // A text of its own in a marked language: "- ka: ..." with "en: ..." on the next line.
        block.language = mark->first;
        block.lines.front().text = text.substr(mark->second);
        block.lines.front().column += mark->second;
      }
    }
    blocks_.push_back(std::move(block));
    return blocks_.back();
  }
  // Adds a line to the last block, in the language that is being read.
  void extend(std::string_view text, size_t offset) {
    Line line{std::string(text), line_, column_ + offset};
    if (const auto mark = language_mark(text)) {
      language_ = mark->first;
      line.text = text.substr(mark->second);
      line.column += characters(text.substr(0, mark->second));
    }
    Block& block = blocks_.back();
    (language_.empty() ? block.lines : block.translations[language_]).push_back(std::move(line));
  }
  [[nodiscard]] bool can_translate() const {
    return !blocks_.empty() && blocks_.back().kind != Block::Kind::table_row &&
           blocks_.back().kind != Block::Kind::table_header;
  }

  bool fence(std::string_view text) {
    const bool sign = text.starts_with("```") || text.starts_with("~~~");
    if (!fence_.empty()) {
      if (sign && text.starts_with(fence_)) fence_.clear();
      return true;
    }
    if (sign) fence_ = text.substr(0, 3);
    return sign;
  }
  bool heading(std::string_view text) {
    size_t level = 0;
    while (level < text.size() && text[level] == '#') ++level;
    if (level == 0 || level > 6 || (level < text.size() && text[level] != ' ' && text[level] != '\t'))
      return false;
    size_t from = level;
    while (from < text.size() && (text[from] == ' ' || text[from] == '\t')) ++from;
    std::string_view title = text.substr(from);
    const std::string_view cut = without_tail(title, "#");
    if (cut.empty() || cut.ends_with(' ') || cut.size() + 1 < title.size() || cut.size() == title.size())
      title = cut;
    add(Block::Kind::heading, int(level), without_tail(title, {}), from);
    depths_.clear();
    return true;
  }
  bool underline(std::string_view text) {
    if (blank_ || blocks_.empty() || blocks_.back().kind != Block::Kind::paragraph) return false;
    if (blocks_.back().lines.size() != 1 || blocks_.back().line() + 1 != line_ || text.size() < 3)
      return false;
    const bool one = text.find_first_not_of('=') == text.npos;
    if (!one && text.find_first_not_of('-') != text.npos) return false;
    blocks_.back().kind = Block::Kind::heading;
    blocks_.back().level = one ? 1 : 2;
    return true;
  }
  bool is_rule_line(std::string_view text) {
    if (!is_rule(text)) return false;
    blank_ = true;
    depths_.clear();
    return true;
  }
  bool table(std::string_view text) {
    if (in_table_ && text.find('|') != text.npos) {
      add(Block::Kind::table_row, 0, text, 0).cells = cells_of(text);
      return true;
    }
    in_table_ = false;
    if (!is_table_rule(text) || blank_ || blocks_.empty() || blocks_.back().kind != Block::Kind::paragraph)
      return false;
    Block& header = blocks_.back();
    if (header.lines.back().text.find('|') == std::string::npos) return false;
    // Text directly above the header row is a paragraph of its own.
    if (header.lines.size() > 1) {
      Line row = header.lines.back();
      header.lines.pop_back();
      blocks_.emplace_back().lines.push_back(std::move(row));
    }
    blocks_.back().kind = Block::Kind::table_header;
    blocks_.back().cells = cells_of(blocks_.back().lines.front().text);
    return in_table_ = true;
  }
  bool quote(std::string_view text) {
    if (!text.starts_with(">")) return false;
    size_t at = 0;
    while (at < text.size() && (text[at] == '>' || text[at] == ' ')) ++at;
    const std::string_view inside = text.substr(at);
    const bool goes_on = !blank_ && !blocks_.empty() && blocks_.back().kind == Block::Kind::quote;
    if (inside.empty()) return true;
    if (goes_on || (language_mark(inside) && can_translate() && blocks_.back().kind == Block::Kind::quote))
      extend(inside, at);
    else
      add(Block::Kind::quote, 0, inside, at);
    return true;
  }
  bool item(std::string_view text, Indent indent) {
    const size_t marker = list_marker(text);
    if (marker == 0) return false;
    if (blank_ && indent.width == 0) depths_.clear();
    while (!depths_.empty() && depths_.back() > indent.width) depths_.pop_back();
    if (depths_.empty() || depths_.back() < indent.width) {
      if (depths_.size() < deepest) depths_.push_back(indent.width);
    }
    const int depth = int(depths_.size()) - 1;
    const std::string_view inside = trimmed(text.substr(marker));
    const bool child =
        can_translate() && blocks_.back().kind == Block::Kind::item && depth > blocks_.back().level;
    if (child && language_mark(inside)) {
      // The marker of a translation does not open a level of its own.
      depths_.pop_back();
      extend(inside, marker);
    } else {
      add(Block::Kind::item, depth, inside, marker);
    }
    return true;
  }
  void paragraph(std::string_view text, Indent indent) {
    const bool marked = language_mark(text).has_value();
    if (marked && can_translate()) return extend(text, 0);
    const bool in_item =
        !blocks_.empty() && blocks_.back().kind == Block::Kind::item && (!blank_ || indent.width >= 2);
    const bool goes_on =
        !blank_ && !blocks_.empty() &&
        (blocks_.back().kind == Block::Kind::paragraph || blocks_.back().kind == Block::Kind::quote);
    if (in_item || goes_on) return extend(text, 0);
    add(Block::Kind::paragraph, 0, text, 0);
    depths_.clear();
  }

  size_t line_;
  size_t column_ = 1;
  std::vector<Block> blocks_;
  std::vector<size_t> depths_;
  std::string fence_;
  std::string language_;  ///< Of the line being read; empty: the default.
  bool blank_ = true;
  bool in_table_ = false;
};

std::string joined(const std::vector<Line>& lines) {
  std::string text;
  for (const Line& line : lines) {
    if (!text.empty()) text.push_back(' ');
    text += line.text;
  }
  return text;
}

}  // namespace

std::string Block::text() const {
  return plain(markup());
}
std::string Block::markup() const {
  return joined(lines);
}

std::vector<Block> read_blocks(std::string_view body, size_t first_line) {
  const std::string text = without_comments(body);
  BlockReader reader(first_line);
  for (size_t at = 0; at < text.size();) {
    const size_t newline = std::min(text.find('\n', at), text.size());
    reader.read(std::string_view(text).substr(at, newline - at));
    at = newline + 1;
  }
  return reader.take();
}

}  // namespace kvali::minutes
