#include "compose/names_used.hpp"

namespace kvali {

namespace {

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

void note_words(const std::string& prefix, Span span, NamesUsed& used) {
  if (!prefix.empty()) used.texts.push_back({prefix + ".", true, {}, span});
}

}  // namespace kvali
