#include "compose/parse_inline.hpp"

#include <cmark-gfm.h>

#include <charconv>

#include "base/text.hpp"
#include "compose/address.hpp"
#include "document/document.hpp"

namespace kvali {

namespace {

/// Emphasis in emphasis and notes in notes end somewhere.
constexpr int deepest = 32;

std::string_view literal_of(cmark_node* node) {
  const char* literal = cmark_node_get_literal(node);
  return literal == nullptr ? std::string_view() : std::string_view(literal);
}

bool is_line_break_tag(std::string_view html) {
  return html == "<br>" || html == "<br/>" || html == "<br />";
}

}  // namespace

std::string_view node_type(cmark_node* node) {
  const cmark_node_type type = cmark_node_get_type(node);
  if (type == CMARK_NODE_FOOTNOTE_REFERENCE) return "footnote_reference";
  if (type == CMARK_NODE_FOOTNOTE_DEFINITION) return "footnote_definition";
  return cmark_node_get_type_string(node);
}

bool is_html_comment(std::string_view html) {
  html = trim(html);
  return html.starts_with("<!--") && html.find("-->") == html.size() - 3;
}

InlineNodes InlineCompiler::children(cmark_node* parent, Span place) {
  place_ = place;
  InlineNodes out;
  collect(parent, {}, out);
  return out;
}

void InlineCompiler::collect(cmark_node* parent, const Look& look, InlineNodes& out) {
  if (++depth_ <= deepest) {
    for (cmark_node* n = cmark_node_first_child(parent); n != nullptr; n = cmark_node_next(n))
      one(n, look, out);
  } else {
    findings_.add("TPL-10", place_, "text is nested too deeply");
  }
  --depth_;
}

void InlineCompiler::one(cmark_node* node, Look look, InlineNodes& out) {
  const std::string_view type = node_type(node);
  if (type == "text") return text(literal_of(node), look, out);
  if (type == "softbreak") return text(" ", look, out);
  if (type == "linebreak" || (type == "html_inline" && is_line_break_tag(literal_of(node)))) {
    out.push_back({InlineNode::Kind::line_break, {}, nullptr, 0, nullptr, nullptr});
    return;
  }
  if (type == "code") {
    look.marks |= Marks::code;
    return text(literal_of(node), look, out);
  }
  if (type == "html_inline") {
    if (is_html_comment(literal_of(node))) return;
    if (html_told_ && literal_of(node).starts_with("</")) return;  // The first half told of both.
    html_told_ = true;
    findings_.add("TPL-11", place_, "raw HTML is not allowed: " + std::string(literal_of(node)),
                  "use Markdown");
    return;
  }
  if (type == "footnote_reference") return note(node, out);
  if (type == "strong") look.marks |= Marks::bold;
  if (type == "emph") look.marks |= Marks::italic;
  if (type == "link") {
    const char* const url = cmark_node_get_url(node);
    if (!plain_ || may_link(url)) look.href = href(url);
  }
  if (type == "image") {
    findings_.add("TPL-08", place_,
                  plain_ ? "a narrative holds no pictures" : "an image stands inside a line",
                  plain_ ? "put it into the template" : "give it a paragraph of its own");
    return;
  }
  collect(node, look, out);
}

void InlineCompiler::text(std::string_view literal, const Look& look, InlineNodes& out) {
  const auto append = [&](std::string_view plain) {
    if (plain.empty()) return;
    const bool joins = !out.empty() && out.back().kind == InlineNode::Kind::text &&
                       out.back().marks == look.marks && out.back().href == look.href;
    if (joins)
      out.back().text += plain;
    else
      out.push_back({InlineNode::Kind::text, std::string(plain), nullptr, look.marks, look.href, nullptr});
  };
  std::size_t begin = 0;
  for (std::size_t at = 0; at < literal.size();) {
    const MaskedCharacter sign = masked_character(literal.substr(at));
    if (sign.kind == MaskedCharacter::Kind::none) {
      ++at;
      continue;
    }
    append(literal.substr(begin, at - begin));
    at += 4;
    begin = at;
    if (sign.kind != MaskedCharacter::Kind::expression || sign.index >= masked_.expressions.size()) continue;
    if (const ExpressionPtr& expression = masked_.expressions[sign.index]) {
      out.push_back({InlineNode::Kind::expression, {}, expression, look.marks, look.href, nullptr});
    }
  }
  append(literal.substr(begin));
}

bool InlineCompiler::may_link(std::string_view url) {
  if (!url.starts_with('#') && is_safe_address(url)) return true;
  findings_.add("TPL-08", place_, "not a link for a narrative: " + std::string(url),
                "links begin with https://, http:// or mailto:");
  return false;
}

void InlineCompiler::note(cmark_node* node, InlineNodes& out) {
  // The parser has put the note's number, in order of first use, in place of its name.
  const std::string_view number = literal_of(node);
  std::size_t index = 0;
  std::from_chars(number.data(), number.data() + number.size(), index);
  if (index == 0 || index > notes_.size()) return;
  // Notes that name one another, or themselves, would never end.
  if (in_note_)
    return findings_.add("TPL-11", place_, "a note refers to a note",
                         "say it in the first one, or in the text");
  std::shared_ptr<const InlineNodes>& compiled = compiled_notes_[index - 1];
  if (compiled == nullptr) compiled = note_content(notes_[index - 1]);
  out.push_back({InlineNode::Kind::note, {}, nullptr, 0, nullptr, compiled});
}

/// Compiled once, however often the text refers to it.
std::shared_ptr<const InlineNodes> InlineCompiler::note_content(cmark_node* definition) {
  in_note_ = true;
  InlineNodes content;
  for (cmark_node* n = cmark_node_first_child(definition); n != nullptr; n = cmark_node_next(n)) {
    if (!content.empty()) content.push_back({InlineNode::Kind::line_break, {}, nullptr, 0, nullptr, nullptr});
    collect(n, {}, content);
  }
  in_note_ = false;
  return std::make_shared<const InlineNodes>(std::move(content));
}

std::shared_ptr<const TextTemplate> InlineCompiler::href(std::string_view url) const {
  auto target = std::make_shared<TextTemplate>();
  target->span = place_;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < url.size();) {
    const MaskedCharacter sign = masked_character(url.substr(at));
    if (sign.kind == MaskedCharacter::Kind::none) {
      ++at;
      continue;
    }
    if (at > begin) target->parts.push_back({std::string(url.substr(begin, at - begin)), nullptr});
    at += 4;
    begin = at;
    if (sign.kind == MaskedCharacter::Kind::expression && sign.index < masked_.expressions.size() &&
        masked_.expressions[sign.index] != nullptr) {
      target->parts.push_back({{}, masked_.expressions[sign.index]});
      target->span = masked_.expressions[sign.index]->span;
    }
  }
  if (begin < url.size()) target->parts.push_back({std::string(url.substr(begin)), nullptr});
  return target;
}

namespace {

/// "{#prefix-", an expression, "}" at the end.
bool take_computed_id(InlineNodes& content, NodeAttributes& attributes) {
  const std::size_t n = content.size();
  if (n < 3 || content[n - 1].text != "}" || content[n - 2].kind != InlineNode::Kind::expression)
    return false;
  std::string& text = content[n - 3].text;
  const std::size_t open = text.rfind("{#");
  if (content[n - 3].kind != InlineNode::Kind::text || open == std::string::npos) return false;
  attributes.id = text.substr(open + 2);
  attributes.id_of = content[n - 2].expression;
  text.resize(open);
  while (!text.empty() && text.back() == ' ') text.pop_back();
  content.resize(text.empty() ? n - 3 : n - 2);
  return true;
}

}  // namespace

NodeAttributes InlineCompiler::take_attributes(InlineNodes& content) {
  NodeAttributes attributes;
  if (content.empty() || content.back().kind != InlineNode::Kind::text) return attributes;
  if (take_computed_id(content, attributes)) return attributes;
  std::string& text = content.back().text;
  const std::size_t open = text.rfind('{');
  if (open == std::string::npos || text.back() != '}' || open + 2 >= text.size()) return attributes;
  if (text[open + 1] != '#' && text[open + 1] != '.') return attributes;
  std::string_view words = std::string_view(text).substr(open + 1, text.size() - open - 2);
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    const std::string_view word = words.substr(0, end);
    if (word.size() > 1 && word.front() == '#') attributes.id = slug(word.substr(1));
    if (word.size() > 1 && word.front() == '.') attributes.styles.emplace_back(word.substr(1));
    words = words.substr(std::min(end + 1, words.size()));
  }
  text.resize(open);
  while (!text.empty() && text.back() == ' ') text.pop_back();
  if (text.empty()) content.pop_back();
  return attributes;
}

}  // namespace kvali
