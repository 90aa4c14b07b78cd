#include <array>

#include "base/text.hpp"
#include "compose/evaluator.hpp"
#include "compose/narrative.hpp"
#include "compose/number_format.hpp"
#include "compose/value_markdown.hpp"
#include "document/cell_text.hpp"

namespace kvali {

namespace {

/// One use of a filter.
struct Use {
  Evaluator& evaluator;
  const Expression& expression;
  Datum input;
  std::vector<Datum> arguments;

  [[nodiscard]] std::string text(std::size_t i, std::string fallback) const {
    if (i >= arguments.size()) return fallback;
    if (const std::string* text = arguments[i].text()) return *text;
    (void)evaluator.wrong_type(expression.span,
                               "argument of " + expression.path[0] + " is " + kind_name(arguments[i]),
                               "write a text in quotes");
    return fallback;
  }
  [[nodiscard]] int whole(std::size_t i, int fallback, int max) const {
    // A missing number of decimals is as good as none: number(r.decimals).
    if (i >= arguments.size() || arguments[i].missing()) return fallback;
    const auto* number = std::get_if<std::int64_t>(&arguments[i].scalar);
    if (number != nullptr && *number >= 0 && *number <= max) return static_cast<int>(*number);
    (void)evaluator.wrong_type(
        expression.span,
        "argument of " + expression.path[0] + " is not a whole number from 0 to " + std::to_string(max));
    return fallback;
  }
  [[nodiscard]] Datum refuse(const std::string& wanted) const {
    return evaluator.wrong_type(expression.span,
                                expression.path[0] + " needs " + wanted + ", not " + kind_name(input));
  }
};

Datum formatted(Datum input, std::string shown, std::string format) {
  input.formatted = true;
  input.shown = std::move(shown);
  input.format = std::move(format);
  return input;
}

/// Shown by `show`; rounded down to the `digits` that are shown where it is a lower bound.
template <class Show>
Datum shown_number(const Use& use, const Decimal& value, int digits, const Show& show, std::string format) {
  Datum result = formatted(use.input, show(value), std::move(format));
  const Decimal lower = value.round_down(digits);
  if (lower != value.round_half_up(digits)) result.shown_at_least = show(lower);
  return result;
}

Datum number_with(const Use& use, const Decimal& value, int decimals) {
  return shown_number(
      use, value, decimals < 0 ? most_automatic_decimals : decimals,
      [&](const Decimal& shown) { return number_text(use.evaluator.locale(), shown, decimals); },
      number_format({decimals, true, false, value}));
}

Datum number(const Use& use) {
  const auto value = number_of(use.input.scalar);
  return value ? number_with(use, *value, use.whole(0, -1, 6)) : use.refuse("a number");
}

/// With its sign, for changes: "+12".
Datum signed_number(const Use& use) {
  Datum result = number(use);
  const auto value = number_of(use.input.scalar);
  if (!value || value->is_negative() || value->is_zero()) return result;
  result.shown = "+" + result.shown;
  if (!result.shown_at_least.empty()) result.shown_at_least = "+" + result.shown_at_least;
  return result;
}

Datum percent(const Use& use) {
  const auto value = number_of(use.input.scalar);
  if (!value) return use.refuse("a fraction");
  const int decimals = use.whole(0, 0, 6);
  return shown_number(
      use, *value, decimals + 2,
      [&](const Decimal& shown) { return use.evaluator.locale().percent(shown, decimals); },
      number_format({decimals, true, true, *value}));
}

Datum money(const Use& use) {
  const auto value = number_of(use.input.scalar);
  if (!value) return use.refuse("an amount");
  std::string currency = use.text(0, "");
  if (currency.empty()) {
    const auto fact = use.evaluator.input().facts.find("project.currency");
    if (fact != use.evaluator.input().facts.end()) currency = canonical_text(fact->second);
  }
  if (currency.empty())
    return use.evaluator.wrong_type(use.expression.span, "money needs a currency", "write money(\"GEL\")");
  const int decimals = use.whole(1, currency_decimals(currency), 6);
  return shown_number(
      use, *value, decimals,
      [&](const Decimal& shown) { return use.evaluator.locale().money(shown, currency, decimals); },
      number_format({decimals, true, false, *value}));
}

Datum date(const Use& use) {
  const auto* day = std::get_if<Date>(&use.input.scalar);
  if (day == nullptr) return use.refuse("a date");
  constexpr std::array<std::pair<std::string_view, DateStyle>, 5> styles = {{{"long", DateStyle::long_date},
                                                                             {"short", DateStyle::short_date},
                                                                             {"iso", DateStyle::iso},
                                                                             {"month", DateStyle::month_year},
                                                                             {"day", DateStyle::day_month}}};
  const std::string name = use.text(0, "long");
  std::vector<std::string_view> names;
  for (const auto& style : styles) {
    if (style.first == name)
      return formatted(use.input, use.evaluator.locale().date(*day, style.second),
                       date_format(use.evaluator.locale()));
    names.push_back(style.first);
  }
  std::string hint = did_you_mean(name, names);
  return use.evaluator.wrong_type(use.expression.span, "unknown date style " + name,
                                  hint.empty() ? "long, short, iso, month or day" : hint);
}

Datum period(const Use& use) {
  if (use.input.text() == nullptr) return use.refuse("a text such as \"2020-12\"");
  const auto span = parse_period(*use.input.text(), use.evaluator.input().fiscal);
  if (!span) return use.evaluator.wrong_type(use.expression.span, "not a period: " + *use.input.text());
  return Datum(use.evaluator.locale().period(*span, use.evaluator.input().fiscal));
}

Datum join(const Use& use) {
  if (use.input.kind != Datum::Kind::list) return use.refuse("a list");
  std::vector<std::string> texts;
  for (const Datum& item : *use.input.items) texts.push_back(shown_text(item, use.evaluator));
  if (texts.empty()) return Datum();
  if (use.arguments.empty()) return Datum(use.evaluator.locale().list(texts));
  std::string joined;
  const std::string separator = use.text(0, ", ");
  for (const std::string& text : texts) joined += (&text == &texts.front() ? "" : separator) + text;
  return Datum(joined);
}

Datum with_text(const Use& use, std::string text) {
  Datum result(std::move(text), use.input.evidence);
  return result;
}

Datum upper(const Use& use) {
  return use.input.text() == nullptr ? use.refuse("a text") : with_text(use, to_upper(*use.input.text()));
}
Datum lower(const Use& use) {
  return use.input.text() == nullptr ? use.refuse("a text") : with_text(use, to_lower(*use.input.text()));
}
Datum quote(const Use& use) {
  return use.input.text() == nullptr ? use.refuse("a text")
                                     : with_text(use, use.evaluator.locale().quote(*use.input.text()));
}

/// At most `most` characters, cut at a space where one is near, and an ellipsis.
std::string shortened(const std::string& text, std::size_t most) {
  if (character_count(text) <= most) return text;
  std::size_t end = 0;
  for (std::size_t n = 0; end < text.size(); ++end) {
    const bool begins = (static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U;
    if (begins && n++ == most) break;
  }
  const std::size_t space = text.rfind(' ', end);
  if (space != std::string::npos && space > 0 && end - space < 24) end = space;
  return text.substr(0, end) + "…";
}

Datum truncate(const Use& use) {
  if (use.input.text() == nullptr) return use.refuse("a text");
  const auto most = static_cast<std::size_t>(use.whole(0, 80, 100'000));
  return character_count(*use.input.text()) <= most ? use.input
                                                    : with_text(use, shortened(*use.input.text(), most));
}

/// The catalogue's word for a value: status_key | word("status") is the message status.<value>.
Datum word(const Use& use) {
  if (use.arguments.empty()) {
    return use.evaluator.wrong_type(use.expression.span, "word needs the catalogue's prefix",
                                    "write word(\"status\")");
  }
  const std::string value = canonical_text(use.input.scalar);
  const std::string key = use.text(0, "") + "." + value;
  if (!use.evaluator.catalogue().contains(key)) return with_text(use, value);
  const Message message = use.evaluator.message(key, {}, use.expression.span);
  Datum result = with_text(use, message.text);
  if (message.fallback) result.lang = "en";
  return result;
}

Datum ordinal(const Use& use) {
  const auto* whole = std::get_if<std::int64_t>(&use.input.scalar);
  if (whole == nullptr) return use.refuse("a whole number");
  return formatted(use.input, use.evaluator.locale().ordinal(*whole), "0");
}

Datum absolute(const Use& use) {
  const auto value = number_of(use.input.scalar);
  return value ? Datum(scalar_of(magnitude(*value)), use.input.evidence) : use.refuse("a number");
}

/// With the sign of a lower bound where the condition holds: number(0) | at_least(r.at_least).
Datum at_least(const Use& use) {
  if (use.arguments.empty())
    return use.evaluator.wrong_type(use.expression.span, "at_least needs a condition",
                                    "write at_least(r.at_least)");
  const auto* holds = std::get_if<bool>(&use.arguments.front().scalar);
  if (holds == nullptr || !*holds) return use.input;
  const std::string code = use.input.format.empty() ? "General" : use.input.format;
  const auto value = number_of(use.input.scalar);
  const Datum input = use.input.formatted || !value ? use.input : number_with(use, *value, -1);
  const std::string shown =
      input.shown_at_least.empty() ? shown_text(input, use.evaluator) : input.shown_at_least;
  return formatted(use.input, at_least_sign + shown, at_least_format(code));
}

/// The text with the number in the place of each #, which stays a figure.
Datum with_number(std::string_view text, const Datum& number, const Evaluator& evaluator) {
  auto pieces = std::make_shared<std::vector<Datum>>();
  const auto append = [&](std::string_view plain) {
    if (!plain.empty()) pieces->emplace_back(std::string(plain));
  };
  std::string whole;
  for (std::size_t sign = text.find('#'); sign != text.npos; sign = text.find('#')) {
    append(text.substr(0, sign));
    pieces->push_back(number);
    text.remove_prefix(sign + 1);
  }
  append(text);
  for (const Datum& piece : *pieces) whole += shown_text(piece, evaluator);
  Datum result(std::move(whole), number.evidence);
  result.kind = Datum::Kind::pieces;
  result.items = std::move(pieces);
  return result;
}

constexpr std::array<std::string_view, 6> plural_forms = {"zero", "one", "two", "few", "many", "other"};

/// The form that fits the number by the rules of the language: n | plural(one="# meeting", other="#
/// meetings"). `zero` fits 0 in every language.
Datum plural(const Use& use) {
  const auto value = number_of(use.input.scalar);
  if (!value) return use.refuse("a number");
  const std::string form = use.evaluator.catalogue().plural_form(*value);
  const std::vector<std::string>& names = use.expression.names;
  std::size_t chosen = use.arguments.size();
  int best = 0;
  for (std::size_t i = 0; i < use.arguments.size(); ++i) {
    const std::string& name = names[i + 1];
    const int fit = name == "zero" && value->is_zero() ? 3 : name == form ? 2 : name == "other" ? 1 : 0;
    if (fit > best) chosen = i;
    best = std::max(best, fit);
  }
  return chosen == use.arguments.size() ? use.input
                                        : with_number(use.text(chosen, "#"), use.input, use.evaluator);
}

/// Text that people wrote with Markdown, as narratives have it.
Datum markdown(const Use& use) {
  if (use.input.text() == nullptr) return use.refuse("a text");
  const std::string& text = *use.input.text();
  if (text.size() > most_narrative_bytes) {
    use.evaluator.findings().add("TPL-10", use.expression.span, "text is too long for Markdown",
                                 "it is printed as it stands", Severity::warning);
    return use.input;
  }
  Diagnostics found;
  auto blocks = std::make_shared<const Nodes>(parse_value_markdown(text, found));
  const std::string begin = shortened(text.substr(0, text.find('\n')), 40);
  for (const Diagnostic& finding : found.all())
    use.evaluator.findings().add(finding.id, use.expression.span, finding.message,
                                 finding.hint + "; the text begins with '" + begin + "'", Severity::warning);
  Datum result = with_text(use, plain_words(in_one_line(*blocks)));
  result.blocks = std::move(blocks);
  return result;
}

struct Filter {
  std::string_view name;
  Datum (*apply)(const Use&);
  std::size_t most_arguments;
};
constexpr std::array filters = {
    Filter{"abs", absolute, 0},
    Filter{"at_least", at_least, 1},
    Filter{"date", date, 1},
    Filter{"default", nullptr, 1},
    Filter{"join", join, 1},
    Filter{"lower", lower, 0},
    Filter{"markdown", markdown, 0},
    Filter{"money", money, 2},
    Filter{"number", number, 1},
    Filter{"ordinal", ordinal, 0},
    Filter{"percent", percent, 1},
    Filter{"period", period, 0},
    Filter{"plural", plural, plural_forms.size()},
    Filter{"quote", quote, 0},
    Filter{"signed", signed_number, 1},
    Filter{"truncate", truncate, 1},
    Filter{"upper", upper, 0},
    Filter{"word", word, 1},
};

void check_plural(const Expression& expression, TemplateFindings& findings) {
  bool other = false;
  for (std::size_t i = 1; i < expression.operands.size(); ++i) {
    const std::string& name = expression.names[i];
    other = other || name == "other";
    if (std::find(plural_forms.begin(), plural_forms.end(), name) != plural_forms.end()) continue;
    const std::string hint = did_you_mean(name, plural_forms);
    findings.add("TPL-06", expression.operands[i]->span,
                 name.empty() ? "form of plural has no name" : "plural knows no form " + name,
                 hint.empty() ? "forms are zero, one, two, few, many and other" : hint);
  }
  if (!other)
    findings.add("TPL-06", expression.span, "plural needs the form other",
                 "write plural(one=\"# meeting\", other=\"# meetings\")");
}

}  // namespace

void check_filter(const Expression& expression, TemplateFindings& findings) {
  for (const Filter& filter : filters)
    if (filter.name == expression.path[0] && expression.operands.size() > filter.most_arguments + 1)
      findings.add("TPL-06", expression.span, "too many arguments for " + expression.path[0]);
  if (expression.path[0] == "plural") check_plural(expression, findings);
}

std::vector<std::string_view> filter_names() {
  std::vector<std::string_view> names;
  for (const Filter& filter : filters) names.push_back(filter.name);
  return names;
}

Datum apply_filter(Evaluator& evaluator, const Expression& expression) {
  Use use{evaluator, expression, evaluator.evaluate(*expression.operands[0]), {}};
  for (const Filter& filter : filters) {
    if (filter.name != expression.path[0]) continue;
    if (filter.apply == nullptr) {  // default
      if (!use.input.missing() || expression.operands.size() < 2) return use.input;
      return evaluator.evaluate(*expression.operands[1]);
    }
    if (use.input.missing()) return use.input;
    for (std::size_t i = 1; i < expression.operands.size(); ++i)
      use.arguments.push_back(evaluator.evaluate(*expression.operands[i]));
    if (use.arguments.size() > filter.most_arguments) return Datum(Mark::not_applicable);  // Was reported.
    return filter.apply(use);
  }
  return Datum(Mark::not_applicable);  // Unknown names were reported before evaluation.
}

}  // namespace kvali
