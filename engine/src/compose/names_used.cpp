#include "compose/names_used.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace kvali {

namespace {

constexpr std::size_t longest_id = 60;

const std::string* literal_text(const Expression& expression) {
  return expression.kind == Expression::Kind::literal ? std::get_if<std::string>(&expression.literal)
                                                      : nullptr;
}

/// The keys that an expression can give: those of both branches, and what a sum begins with.
void note_keys(const Expression& key, const TextUse& like, NamesUsed& used) {
  TextUse use = like;
  use.span = key.span;
  if (const std::string* text = literal_text(key)) {
    use.key = *text;
    used.texts.push_back(std::move(use));
  } else if (key.kind == Expression::Kind::conditional) {
    note_keys(*key.operands[0], like, used);
    note_keys(*key.operands[2], like, used);
  } else if (key.kind == Expression::Kind::binary && key.op == Operator::add &&
             literal_text(*key.operands[0]) != nullptr) {
    use.key = *literal_text(*key.operands[0]);
    use.prefix = true;
    used.texts.push_back(std::move(use));
  } else {
    used.any_text = true;
  }
}

}  // namespace

void note_texts(const Expression& expression, NamesUsed& used) {
  if (expression.kind == Expression::Kind::call && expression.path[0] == "t") {
    if (expression.operands.empty()) return;
    TextUse like;
    for (const std::string& name : expression.names)
      if (!name.empty()) like.given.insert(name);
    note_keys(*expression.operands[0], like, used);
  } else if (expression.kind == Expression::Kind::filter && expression.path[0] == "word") {
    if (expression.operands.size() < 2) return;
    const std::string* prefix = literal_text(*expression.operands[1]);
    if (prefix != nullptr)
      note_words(*prefix, expression.span, used);
    else
      used.any_text = true;
  }
}

bool Anchors::may_be(const std::string& target) const {
  // Of equal ids the second ends with -2.
  const std::size_t number = target.find_last_not_of("0123456789");
  const bool counted = number != target.npos && number + 1 < target.size() && target[number] == '-';
  return any || ids.contains(target) || (counted && ids.contains(target.substr(0, number))) ||
         std::any_of(beginnings.begin(), beginnings.end(),
                     [&](const std::string& beginning) { return target.starts_with(beginning); });
}

void note_link(const TextTemplate& href, NamesUsed& used) {
  if (href.parts.size() != 1 || href.parts.front().expression != nullptr) return;
  const std::string_view address = trim(href.parts.front().text);
  if (address.starts_with('#')) used.links.push_back({slug(address.substr(1), longest_id), href.span});
}

void note_heading(const HeadingNode& heading, NamesUsed& used) {
  const NodeAttributes& attributes = heading.attributes;
  if (attributes.id_of != nullptr) {
    used.anchors.beginnings.push_back(slug(attributes.id, longest_id));
  } else if (!attributes.id.empty()) {
    used.anchors.ids.insert(slug(attributes.id, longest_id));
  } else {
    std::string title;
    for (const InlineNode& part : heading.content) {
      title += part.text;
      used.anchors.any = used.anchors.any || part.kind == InlineNode::Kind::expression;
    }
    used.anchors.ids.insert(slug(title, longest_id));
  }
}

void note_words(const std::string& prefix, Span span, NamesUsed& used) {
  if (!prefix.empty()) used.texts.push_back({prefix + ".", true, {}, span});
}

}  // namespace kvali
