#include "locale/message_pattern.hpp"

#include <algorithm>
#include <cassert>
#include <optional>

#include "base/text.hpp"

namespace kvali {
namespace {

using Part = icu::MessagePattern::Part;

/// ICU parses patterns by recursion: deeper ones could exhaust the stack. A plural in a select in a
/// plural has six.
constexpr int deepest = 16;

/// The most braces open at one place, quoted ones included.
int brace_depth(std::string_view pattern) {
  int depth = 0;
  int most = 0;
  for (const char c : pattern) {
    depth += c == '{' ? 1 : c == '}' && depth > 0 ? -1 : 0;
    most = std::max(most, depth);
  }
  return most;
}

std::string utf8(const icu::UnicodeString& text) {
  std::string bytes;
  text.toUTF8String(bytes);
  return bytes;
}

std::string reason(UErrorCode status) {
  switch (status) {
    case U_UNMATCHED_BRACES:
      return "a brace has no partner";
    case U_DEFAULT_KEYWORD_MISSING:
      return "the form \"other\" is missing";
    default:
      return "it does not follow ICU's MessageFormat";
  }
}

/// What this class does not format, or nothing.
std::string unsupported(const icu::MessagePattern& pattern) {
  for (std::int32_t i = 0; i < pattern.countParts(); ++i) {
    const Part& part = pattern.getPart(i);
    if (part.getType() == UMSGPAT_PART_TYPE_ARG_START && part.getArgType() == UMSGPAT_ARG_TYPE_CHOICE) {
      return "choice is not supported, use plural";
    }
    if (part.getType() == UMSGPAT_PART_TYPE_ARG_TYPE && pattern.getSubstring(part) != u"number") {
      return "\"" + utf8(pattern.getSubstring(part)) + "\" is not supported, hand the finished text over";
    }
  }
  return {};
}

std::optional<Decimal> number_in(const MessageValue& value) {
  if (const auto* const whole = std::get_if<std::int64_t>(&value)) return Decimal{*whole};
  if (const auto* const decimal = std::get_if<Decimal>(&value)) return *decimal;
  return std::nullopt;
}

/// Walks one pattern and writes the message.
class Writer {
 public:
  Writer(const icu::MessagePattern& pattern, const MessageArguments& arguments, const Locale& locale,
         const PluralForms& forms)
      : pattern_(pattern), arguments_(arguments), locale_(locale), forms_(forms) {}

  std::string write() {
    write_message(0, {});
    return std::move(out_);
  }

 private:
  /// The message that begins with part `start`; `hash` is what # stands for inside a plural.
  void write_message(std::int32_t start, const std::string& hash) {
    std::int32_t copied = pattern_.getPart(start).getLimit();
    for (std::int32_t i = start + 1;; ++i) {
      const Part& part = pattern_.getPart(i);
      const icu::UnicodeString& text = pattern_.getPatternString();
      text.tempSubStringBetween(copied, part.getIndex()).toUTF8String(out_);
      copied = part.getLimit();
      if (part.getType() == UMSGPAT_PART_TYPE_MSG_LIMIT) return;
      if (part.getType() == UMSGPAT_PART_TYPE_REPLACE_NUMBER) out_ += hash;
      if (part.getType() != UMSGPAT_PART_TYPE_ARG_START) continue;
      write_argument(i, hash);
      i = pattern_.getLimitPartIndex(i);
      copied = pattern_.getPart(i).getLimit();
    }
  }

  void write_argument(std::int32_t start, const std::string& hash) {
    const UMessagePatternArgType type = pattern_.getPart(start).getArgType();
    const std::string name = utf8(pattern_.getSubstring(pattern_.getPart(start + 1)));
    const auto found = arguments_.find(name);
    if (found == arguments_.end()) {
      out_ += "{" + name + "}";
      return;
    }
    const MessageValue& value = found->second;
    switch (type) {
      case UMSGPAT_ARG_TYPE_PLURAL:
        return write_plural(start + 2, value, *forms_.cardinal);
      case UMSGPAT_ARG_TYPE_SELECTORDINAL:
        return write_plural(start + 2, value, *forms_.ordinal);
      case UMSGPAT_ARG_TYPE_SELECT:
        return write_select(start + 2, value, hash);
      default:
        break;
    }
    const bool has_style = pattern_.getPartType(start + 3) == UMSGPAT_PART_TYPE_ARG_STYLE;
    const bool percent = type == UMSGPAT_ARG_TYPE_SIMPLE && has_style &&
                         pattern_.getSubstring(pattern_.getPart(start + 3)).trim() == u"percent";
    out_ += shown(value, percent);
  }

  std::string shown(const MessageValue& value, bool percent = false) const {
    const auto number = number_in(value);
    if (!number) return std::get<std::string>(value);
    return percent ? locale_.percent(*number) : locale_.number(*number);
  }

  /// The form for exactly this number (=0) or else for its plural form or else "other".
  void write_plural(std::int32_t part, const MessageValue& value, const icu::PluralRules& rules) {
    const auto number = number_in(value);
    Decimal counted = number.value_or(Decimal{});
    if (Part::hasNumericValue(pattern_.getPartType(part))) {
      const auto offset = Decimal::from_double(pattern_.getNumericValue(pattern_.getPart(part++)));
      counted = subtract(counted, offset.value_or(Decimal{})).value_or(counted);
    }
    const std::string hash = number ? locale_.number(counted) : shown(value);
    const icu::UnicodeString form = number ? rules.select(counted.to_double()) : icu::UnicodeString{u"other"};
    std::int32_t chosen = -1;
    std::int32_t other = -1;
    while (pattern_.getPartType(part) != UMSGPAT_PART_TYPE_ARG_LIMIT) {
      const icu::UnicodeString selector = pattern_.getSubstring(pattern_.getPart(part++));
      if (Part::hasNumericValue(pattern_.getPartType(part))) {
        const auto exact = Decimal::from_double(pattern_.getNumericValue(pattern_.getPart(part++)));
        if (number && exact == number) return write_message(part, hash);
      } else if (selector == form && chosen < 0) {
        chosen = part;
      } else if (selector == u"other") {
        other = part;
      }
      part = pattern_.getLimitPartIndex(part) + 1;
    }
    write_message(chosen < 0 ? other : chosen, hash);
  }

  void write_select(std::int32_t part, const MessageValue& value, const std::string& hash) {
    const icu::UnicodeString wanted = icu::UnicodeString::fromUTF8(shown(value));
    std::int32_t other = -1;
    while (pattern_.getPartType(part) != UMSGPAT_PART_TYPE_ARG_LIMIT) {
      const icu::UnicodeString selector = pattern_.getSubstring(pattern_.getPart(part++));
      if (selector == wanted) return write_message(part, hash);
      if (selector == u"other") other = part;
      part = pattern_.getLimitPartIndex(part) + 1;
    }
    write_message(other, hash);
  }

  const icu::MessagePattern& pattern_;
  const MessageArguments& arguments_;
  const Locale& locale_;
  const PluralForms& forms_;
  std::string out_;
};

}  // namespace

PluralForms PluralForms::of(const std::string& tag) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale = icu::Locale::forLanguageTag(tag, status);
  const auto rules = [&](UPluralType type) {
    UErrorCode unknown = U_ZERO_ERROR;
    std::unique_ptr<const icu::PluralRules> found{icu::PluralRules::forLocale(locale, type, unknown)};
    if (U_SUCCESS(unknown) && found) return found;
    unknown = U_ZERO_ERROR;
    return std::unique_ptr<const icu::PluralRules>{icu::PluralRules::createDefaultRules(unknown)};
  };
  return {rules(UPLURAL_TYPE_CARDINAL), rules(UPLURAL_TYPE_ORDINAL)};
}

MessagePattern::MessagePattern(std::string_view pattern, std::string& problem) : literal_(to_nfc(pattern)) {
  problem.clear();
  if (literal_.find_first_of("{}'") == std::string::npos) return;
  if (brace_depth(literal_) > deepest) {
    problem = "braces are nested too deeply";
    return;
  }
  UErrorCode status = U_ZERO_ERROR;
  parsed_ =
      std::make_unique<const icu::MessagePattern>(icu::UnicodeString::fromUTF8(literal_), nullptr, status);
  problem = U_FAILURE(status) ? reason(status) : unsupported(*parsed_);
}

MessagePattern MessagePattern::tested(std::string_view pattern) {
  std::string problem;
  MessagePattern message(pattern, problem);
  assert(problem.empty() && "the catalogues in engine/locale are tested");
  return message;
}

std::set<std::string> MessagePattern::arguments() const {
  std::set<std::string> names;
  for (std::int32_t i = 0; parsed_ && i < parsed_->countParts(); ++i) {
    const Part& part = parsed_->getPart(i);
    if (part.getType() == UMSGPAT_PART_TYPE_ARG_NAME || part.getType() == UMSGPAT_PART_TYPE_ARG_NUMBER)
      names.insert(utf8(parsed_->getSubstring(part)));
  }
  return names;
}

std::string MessagePattern::format(const MessageArguments& arguments, const Locale& locale,
                                   const PluralForms& forms) const {
  return parsed_ ? Writer{*parsed_, arguments, locale, forms}.write() : literal_;
}

}  // namespace kvali
