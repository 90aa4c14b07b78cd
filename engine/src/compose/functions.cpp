#include <array>
#include <charconv>

#include "compose/evaluator.hpp"
#include "compose/number_format.hpp"

namespace kvali {

namespace {

/// Figures travel through a message between these signs, which no text of a report has, so that
/// they come out as values with evidence and not as dead text.
constexpr char figure_begin = '\x01';
constexpr char figure_end = '\x02';

std::string without_signs(std::string text) {
  std::erase_if(text, [](char c) { return c == figure_begin || c == figure_end; });
  return text;
}

/// Unformatted numbers choose plural forms; what a filter formatted is set as a figure.
MessageValue argument(const Datum& datum, std::vector<Datum>& figures, const Evaluator& evaluator) {
  const bool figure = datum.formatted || datum.missing() || std::holds_alternative<Date>(datum.scalar);
  if (figure && datum.kind == Datum::Kind::scalar) {
    figures.push_back(datum);
    return figure_begin + std::to_string(figures.size() - 1) + figure_end;
  }
  if (const auto* whole = std::get_if<std::int64_t>(&datum.scalar)) return *whole;
  if (const auto number = number_of(datum.scalar)) return number->round_half_up(2);
  return without_signs(shown_text(datum, evaluator));
}

Datum split_figures(const Message& message, const std::vector<Datum>& figures, const Evaluator& evaluator) {
  auto pieces = std::make_shared<std::vector<Datum>>();
  std::string whole;
  const auto append = [&](Datum piece) {
    piece.lang = message.fallback ? "en" : "";
    whole += shown_text(piece, evaluator);
    pieces->push_back(std::move(piece));
  };
  std::string_view rest = message.text;
  while (!rest.empty()) {
    const std::size_t begin = std::min(rest.find(figure_begin), rest.size());
    if (begin > 0) append(Datum(std::string(rest.substr(0, begin))));
    rest.remove_prefix(begin);
    const std::size_t end = rest.find(figure_end);
    if (end == std::string_view::npos) break;
    std::size_t index = figures.size();
    std::from_chars(rest.data() + 1, rest.data() + end, index);
    if (index < figures.size()) append(figures[index]);
    rest.remove_prefix(end + 1);
  }
  Datum result(whole);
  result.kind = Datum::Kind::pieces;
  result.items = std::move(pieces);
  return result;
}

/// t("key", name=value, ...)
Datum translate(Evaluator& evaluator, const Expression& expression) {
  const Datum key = expression.operands.empty() ? Datum() : evaluator.evaluate(*expression.operands[0]);
  if (key.text() == nullptr)
    return evaluator.wrong_type(expression.span, "t needs the key of a message", "write t(\"results\")");
  MessageArguments arguments;
  std::vector<Datum> figures;
  for (std::size_t i = 1; i < expression.operands.size(); ++i) {
    if (expression.names[i].empty()) {
      return evaluator.wrong_type(expression.operands[i]->span, "value for a message has no name",
                                  "write t(\"key\", n=1)");
    }
    const Datum value = evaluator.evaluate(*expression.operands[i]);
    arguments[expression.names[i]] = argument(value, figures, evaluator);
  }
  if (!evaluator.catalogue().contains(*key.text())) {
    evaluator.findings().add("TPL-09", expression.operands[0]->span, "no message " + *key.text(),
                             did_you_mean(*key.text(), evaluator.catalogue().keys("en")));
    return Datum(*key.text());
  }
  return split_figures(evaluator.message(*key.text(), arguments, expression.span), figures, evaluator);
}

}  // namespace

std::vector<std::string_view> function_names() {
  return {"t", "count", "sum", "min", "max", "avg", "list"};
}

Datum call_function(Evaluator& evaluator, const Expression& expression) {
  if (expression.path[0] == "t") return translate(evaluator, expression);
  return Datum(Mark::not_applicable);  // Unknown names were reported before evaluation.
}

std::string shown_text(const Datum& datum, const Evaluator& evaluator) {
  const Locale& locale = evaluator.locale();
  if (datum.kind == Datum::Kind::list) {
    std::vector<std::string> texts;
    for (const Datum& item : *datum.items) texts.push_back(shown_text(item, evaluator));
    return locale.list(texts);
  }
  if (datum.missing()) return evaluator.catalogue().text("missing." + std::string(name_of(datum.mark())));
  if (datum.formatted) return datum.shown;
  if (datum.text() != nullptr) return *datum.text();
  if (const auto* date = std::get_if<Date>(&datum.scalar)) return locale.date(*date);
  if (const auto* flag = std::get_if<bool>(&datum.scalar))
    return evaluator.catalogue().text(*flag ? "yes" : "no");
  const auto number = number_of(datum.scalar);
  return number ? number_text(locale, *number, -1) : std::string();
}

}  // namespace kvali
