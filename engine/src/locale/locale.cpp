#include "locale/locale.hpp"

#include <unicode/listformatter.h>
#include <unicode/rbnf.h>

#include <vector>

#include "base/error.hpp"
#include "locale/locale_data.hpp"

namespace kvali {
namespace {

/// A Georgian ordinal follows the spoken word: მე- where that begins with it (მეორე, მეოცე, მეასე), -ე
/// where it stands inside a compound (ოცდამეერთე 21-ე, ას მეორე 102-ე).
std::string georgian_ordinal(std::int64_t number) {
  const std::string digits = std::to_string(number);
  if (number == 1) return "1-ლი";
  const bool simple = (number >= 0 && number <= 20) || number == 40 || number == 60 || number == 80;
  const bool hundred = number > 80 && number < 1000 && number % 100 == 0;
  const bool round = number == 1000 || number == 1'000'000;
  return simple || hundred || round ? "მე-" + digits : digits + "-ე";
}

std::string english_ordinal(std::int64_t number) {
  const std::int64_t last_two = number % 100 < 0 ? -(number % 100) : number % 100;
  const bool teen = last_two >= 11 && last_two <= 13;
  const std::int64_t last = teen ? 0 : last_two % 10;
  const char* const suffix = last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th";
  return std::to_string(number) + suffix;
}

/// "a, b" and the conjunction before the last: Georgian and English have no comma there.
std::string simple_list(std::span<const std::string> items, std::string_view conjunction) {
  std::string list;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) list += i + 1 == items.size() ? conjunction : ", ";
    list += items[i];
  }
  return list;
}

std::string icu_list(const icu::Locale& locale, std::span<const std::string> items) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::ListFormatter> formatter{icu::ListFormatter::createInstance(locale, status)};
  std::vector<icu::UnicodeString> texts;
  for (const std::string& item : items) texts.push_back(icu::UnicodeString::fromUTF8(item));
  icu::UnicodeString joined;
  if (U_SUCCESS(status))
    formatter->format(texts.data(), static_cast<std::int32_t>(texts.size()), joined, status);
  if (U_FAILURE(status)) return simple_list(items, ", ");
  std::string list;
  joined.toUTF8String(list);
  return list;
}

std::string by_rules(icu::URBNFRuleSetTag rules, const icu::Locale& locale, std::int64_t number) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::RuleBasedNumberFormat format(rules, locale, status);
  if (U_FAILURE(status)) return std::to_string(number);
  icu::UnicodeString text;
  format.format(number, text);
  std::string words;
  text.toUTF8String(words);
  return words;
}

}  // namespace

Locale::Locale(std::string_view tag) : data_(LocaleData::read(tag)) {}
Locale::Locale(Locale&&) noexcept = default;
Locale& Locale::operator=(Locale&&) noexcept = default;
Locale::~Locale() = default;

const std::string& Locale::tag() const noexcept {
  return data_->tag;
}
const std::string& Locale::language() const noexcept {
  return data_->language;
}
Direction Locale::direction() const noexcept {
  return data_->direction;
}
const NumberSymbols& Locale::symbols() const noexcept {
  return data_->symbols;
}
const QuoteMarks& Locale::quotes() const noexcept {
  return data_->quotes;
}

std::string Locale::ordinal(std::int64_t number) const {
  if (data_->language == "ka") return georgian_ordinal(number);
  if (data_->language == "en") return english_ordinal(number);
  return by_rules(icu::URBNF_ORDINAL, data_->icu, number);
}

std::string Locale::in_words(std::int64_t number) const {
  return by_rules(icu::URBNF_SPELLOUT, data_->icu, number);
}

std::string Locale::list(std::span<const std::string> items) const {
  if (items.empty()) return {};
  if (data_->language == "ka") return simple_list(items, " და ");
  if (data_->language == "en") return simple_list(items, " and ");
  return icu_list(data_->icu, items);
}

std::string Locale::quote(std::string_view text) const {
  return data_->quotes.open + std::string{text} + data_->quotes.close;
}

int Locale::compare(std::string_view a, std::string_view b) const {
  // ICU's sizes are 32-bit; texts that long differ before their end or not at all.
  constexpr std::size_t longest = 1U << 30;
  const std::string_view first = a.substr(0, longest);
  const std::string_view second = b.substr(0, longest);
  UErrorCode status = U_ZERO_ERROR;
  const UCollationResult order =
      data_->collator->compareUTF8({first.data(), static_cast<std::int32_t>(first.size())},
                                   {second.data(), static_cast<std::int32_t>(second.size())}, status);
  if (U_SUCCESS(status) && order != UCOL_EQUAL) return order;
  return a.compare(b);
}

}  // namespace kvali
