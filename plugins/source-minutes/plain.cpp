// Inline Markdown to plain text.
#include <array>
#include <utility>

#include "blocks.hpp"
#include "text.hpp"

namespace kvali::minutes {
namespace {

// Longest link text, link target or tag looked at: keeps hostile input ("[[[[...") linear.
constexpr size_t longest_span = 2000;

bool is_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

size_t find_within(std::string_view text, char c, size_t from) {
  const size_t at = text.substr(from, longest_span).find(c);
  return at == text.npos ? text.npos : from + at;
}

class Stripper {
 public:
  explicit Stripper(std::string_view text) : text_(text) {}

  std::string run() {
    while (at_ < text_.size()) {
      if (!escape() && !struck() && !emphasis() && !link() && !tag() && !entity())
        out_.push_back(text_[at_++]);
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool at(std::string_view s) const { return text_.substr(at_, s.size()) == s; }

  bool escape() {
    if (text_[at_] != '\\' || at_ + 1 >= text_.size()) return false;
    if (std::string_view("\\`*_{}[]()#+-.!>~|@:").find(text_[at_ + 1]) == std::string_view::npos)
      return false;
    out_.push_back(text_[at_ + 1]);
    at_ += 2;
    return true;
  }
  bool struck() {
    if (!at("~~")) return false;
    const size_t end = text_.substr(0, at_ + longest_span).find("~~", at_ + 2);
    at_ = end == text_.npos ? at_ + 2 : end + 2;
    return true;
  }
  bool emphasis() {
    const char c = text_[at_];
    if (c == '`') {
      ++at_;
      return true;
    }
    if (c != '*' && c != '_') return false;
    size_t end = at_;
    while (end < text_.size() && text_[end] == c) ++end;
    const bool after_word = at_ > 0 && is_word(text_[at_ - 1]);
    const bool before_word = end < text_.size() && is_word(text_[end]);
    const bool spaced = (at_ == 0 || text_[at_ - 1] == ' ') && (end >= text_.size() || text_[end] == ' ');
    // "snake_case", "3 * 4" and "day*person" are no emphasis.
    if (spaced || (after_word && before_word && (c == '_' || end - at_ == 1))) {
      out_.append(text_, at_, end - at_);
    }
    at_ = end;
    return true;
  }
  bool link() {
    const bool image = at("![");
    if (!image && text_[at_] != '[') return false;
    const size_t open = image ? at_ + 1 : at_;
    const size_t close = find_within(text_, ']', open);
    if (close == text_.npos || close + 1 >= text_.size() || text_[close + 1] != '(') return false;
    const size_t end = find_within(text_, ')', close);
    if (end == text_.npos) return false;
    if (!image) out_.append(text_, open + 1, close - open - 1);
    at_ = end + 1;
    return true;
  }
  bool tag() {
    if (text_[at_] != '<' || at_ + 1 >= text_.size()) return false;
    const char next = text_[at_ + 1];
    if (!is_word(next) && next != '/' && next != '!') return false;
    const size_t end = find_within(text_, '>', at_);
    if (end == text_.npos) return false;
    const std::string_view inside = text_.substr(at_ + 1, end - at_ - 1);
    if (inside.find("://") != inside.npos || inside.find('@') != inside.npos)
      out_ += inside;
    else if (starts_with_word(inside, "br"))
      out_.push_back(' ');
    at_ = end + 1;
    return true;
  }
  bool entity() {
    static constexpr auto entities = std::to_array<std::pair<std::string_view, std::string_view>>(
        {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&nbsp;", " "}});
    if (text_[at_] != '&') return false;
    for (const auto& [name, text] : entities) {
      if (!at(name)) continue;
      out_ += text;
      at_ += name.size();
      return true;
    }
    return false;
  }

  std::string_view text_;
  size_t at_ = 0;
  std::string out_;
};

}  // namespace

std::string plain(std::string_view markup) {
  const std::string text = Stripper(markup).run();
  std::string out;
  for (const char c : trimmed(text)) {
    const bool space = c == ' ' || c == '\t' || c == '\n';
    if (space && !out.empty() && out.back() == ' ') continue;
    out.push_back(space ? ' ' : c);
  }
  return out;
}

bool wholly_struck(std::string_view markup) {
  std::string_view text = trimmed(markup);
  for (const std::string_view box : {"[ ]", "[x]", "[X]", "[-]"})
    if (text.starts_with(box)) text = trimmed(text.substr(box.size()));
  return text.size() > 4 && text.starts_with("~~") && text.find("~~", 2) == text.size() - 2;
}

}  // namespace kvali::minutes
