#include "locale/locale_data.hpp"

#include <unicode/dcfmtsym.h>
#include <unicode/decimfmt.h>
#include <unicode/dtfmtsym.h>
#include <unicode/dtptngen.h>
#include <unicode/numberformatter.h>
#include <unicode/ulocdata.h>
#include <unicode/unum.h>

#include "base/error.hpp"
#include "locale/month_names.hpp"

namespace kvali {
namespace {

std::string utf8(const icu::UnicodeString& text) {
  std::string bytes;
  text.toUTF8String(bytes);
  return bytes;
}

void check(UErrorCode status, std::string_view tag) {
  if (U_SUCCESS(status)) return;
  throw Error("cannot read the rules of language \"" + std::string{tag} + "\": " + u_errorName(status));
}

icu::Locale icu_locale(std::string_view tag) {
  const Error unknown("language \"" + std::string{tag} + "\" is not known",
                      "use a tag such as \"ka\" or \"en\"");
  constexpr std::size_t longest_tag = 64;
  if (tag.empty() || tag.size() > longest_tag) throw unknown;
  UErrorCode status = U_ZERO_ERROR;
  std::array<char, ULOC_FULLNAME_CAPACITY> id{};
  std::int32_t parsed = 0;
  uloc_forLanguageTag(std::string{tag}.c_str(), id.data(), ULOC_FULLNAME_CAPACITY, &parsed, &status);
  if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING ||
      parsed != static_cast<std::int32_t>(tag.size())) {
    throw unknown;
  }
  icu::Locale locale{id.data()};
  // Donor reports count by the Gregorian calendar in every language.
  locale.setKeywordValue("calendar", "gregorian", status);
  const std::unique_ptr<icu::NumberFormat> probe{icu::NumberFormat::createInstance(locale, status)};
  if (U_FAILURE(status)) throw unknown;
  // For a language without data ICU takes the one of the process's environment, and says so only here.
  if (probe->getLocale(ULOC_VALID_LOCALE, status).getLanguage() != std::string_view{locale.getLanguage()})
    throw unknown;
  return locale;
}

/// A decimal format of the given style; ICU makes no other kind for these.
std::unique_ptr<icu::DecimalFormat> decimal_format(const icu::Locale& locale, UNumberFormatStyle style,
                                                   std::string_view tag) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::NumberFormat> format{icu::NumberFormat::createInstance(locale, style, status)};
  check(status, tag);
  if (dynamic_cast<icu::DecimalFormat*>(format.get()) == nullptr)
    throw Error("language \"" + std::string{tag} + "\" writes no decimal numbers");
  return std::unique_ptr<icu::DecimalFormat>{static_cast<icu::DecimalFormat*>(format.release())};
}

void read_months(std::array<std::string, 12>& months, const icu::DateFormatSymbols& symbols,
                 icu::DateFormatSymbols::DtContextType context, icu::DateFormatSymbols::DtWidthType width) {
  std::int32_t count = 0;
  const icu::UnicodeString* const names = symbols.getMonths(count, context, width);
  for (std::size_t i = 0; i < months.size() && i < static_cast<std::size_t>(count); ++i)
    months[i] = utf8(names[i]);
}

std::string best_pattern(icu::DateTimePatternGenerator& generator, const char* skeleton,
                         std::string_view tag) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString pattern = generator.getBestPattern(icu::UnicodeString::fromUTF8(skeleton), status);
  check(status, tag);
  return utf8(pattern);
}

void read_numbers(NumberSymbols& numbers, bool& currency_first, const icu::Locale& locale,
                  std::string_view tag) {
  const auto plain = decimal_format(locale, UNUM_DECIMAL, tag);
  const icu::DecimalFormatSymbols& symbols = *plain->getDecimalFormatSymbols();
  numbers.decimal = utf8(symbols.getConstSymbol(icu::DecimalFormatSymbols::kDecimalSeparatorSymbol));
  numbers.group = utf8(symbols.getConstSymbol(icu::DecimalFormatSymbols::kGroupingSeparatorSymbol));
  numbers.minus = utf8(symbols.getConstSymbol(icu::DecimalFormatSymbols::kMinusSignSymbol));
  numbers.zero =
      static_cast<char32_t>(symbols.getConstSymbol(icu::DecimalFormatSymbols::kZeroDigitSymbol).char32At(0));
  numbers.first_group = plain->getGroupingSize() > 0 ? plain->getGroupingSize() : 3;
  const std::int32_t further = plain->getSecondaryGroupingSize();
  numbers.further_groups = further > 0 ? further : numbers.first_group;
  // ICU does not tell the minimum, and its older DecimalFormat does not keep to it; this one does.
  UErrorCode status = U_ZERO_ERROR;
  const auto four_digits =
      icu::number::NumberFormatter::withLocale(locale).formatInt(1234, status).toString(status);
  check(status, tag);
  numbers.minimum_grouping = four_digits.countChar32() > 4 ? 1 : 2;

  const auto percent = decimal_format(locale, UNUM_PERCENT, tag);
  icu::UnicodeString affix;
  numbers.percent_prefix = utf8(percent->getPositivePrefix(affix));
  numbers.percent_suffix = utf8(percent->getPositiveSuffix(affix));

  const auto currency = decimal_format(locale, UNUM_CURRENCY_ISO, tag);
  icu::UnicodeString pattern;
  currency->toPattern(pattern);
  constexpr char16_t currency_sign = u'\u00A4';
  currency_first = pattern.indexOf(currency_sign) < pattern.indexOf(u'0');
}

void read_quotes(QuoteMarks& quotes, const icu::Locale& locale, std::string_view tag) {
  UErrorCode status = U_ZERO_ERROR;
  ULocaleData* const data = ulocdata_open(locale.getName(), &status);
  check(status, tag);
  const auto delimiter = [&](ULocaleDataDelimiterType type) {
    std::array<char16_t, 8> mark{};
    const std::int32_t length = ulocdata_getDelimiter(data, type, mark.data(), 8, &status);
    return U_SUCCESS(status) ? utf8(icu::UnicodeString(mark.data(), length)) : std::string{"\""};
  };
  quotes = {delimiter(ULOCDATA_QUOTATION_START), delimiter(ULOCDATA_QUOTATION_END),
            delimiter(ULOCDATA_ALT_QUOTATION_START), delimiter(ULOCDATA_ALT_QUOTATION_END)};
  ulocdata_close(data);
}

void read_dates(LocaleData& data) {
  using icu::DateFormatSymbols;
  UErrorCode status = U_ZERO_ERROR;
  const DateFormatSymbols symbols(data.icu, "gregorian", status);
  check(status, data.tag);
  read_months(data.months, symbols, DateFormatSymbols::STANDALONE, DateFormatSymbols::WIDE);
  read_months(data.months_in_date, symbols, DateFormatSymbols::FORMAT, DateFormatSymbols::WIDE);
  read_months(data.short_months, symbols, DateFormatSymbols::STANDALONE, DateFormatSymbols::ABBREVIATED);
  std::int32_t count = 0;
  const icu::UnicodeString* const quarters =
      symbols.getQuarters(count, DateFormatSymbols::STANDALONE, DateFormatSymbols::WIDE);
  for (std::size_t i = 0; i < 4 && i < static_cast<std::size_t>(count); ++i)
    data.quarters[i] = utf8(quarters[i]);

  const std::unique_ptr<icu::DateTimePatternGenerator> generator{
      icu::DateTimePatternGenerator::createInstance(data.icu, status)};
  check(status, data.tag);
  data.patterns.long_date = best_pattern(*generator, "yMMMMd", data.tag);
  data.patterns.short_date = best_pattern(*generator, "yMMdd", data.tag);
  data.patterns.month_year = best_pattern(*generator, "yMMMM", data.tag);
  data.patterns.day_month = best_pattern(*generator, "MMMMd", data.tag);
}

void copy_months(std::array<std::string, 12>& months, const std::array<std::string_view, 12>& names) {
  for (std::size_t i = 0; i < names.size(); ++i) months[i] = names[i];
}

/// The forms of Georgian official documents, which are not CLDR's ("8 დეკემბერი, 2020").
void use_georgian(LocaleData& data) {
  copy_months(data.months, georgian_months);
  copy_months(data.months_in_date, georgian_months);
  copy_months(data.short_months, georgian_short_months);
  data.quarters = {"I კვარტალი", "II კვარტალი", "III კვარტალი", "IV კვარტალი"};
  data.patterns = {"y 'წლის' d MMMM", "dd.MM.y", "y 'წლის' MMMM", "d MMMM", YearPlace::first};
  data.quotes = {"„", "“", "«", "»"};
}

/// International English as the UN writes it: day, month, year, and months in letters, because
/// 08/12/2020 is another day in America.
void use_international_english(LocaleData& data) {
  copy_months(data.months, english_months);
  copy_months(data.months_in_date, english_months);
  copy_months(data.short_months, english_short_months);
  data.quarters = {"Q1", "Q2", "Q3", "Q4"};
  data.patterns = {"d MMMM y", "d MMM y", "MMMM y", "d MMMM", YearPlace::last};
  data.quotes = {"“", "”", "‘", "’"};
}

}  // namespace

std::unique_ptr<const LocaleData> LocaleData::read(std::string_view tag) {
  auto data = std::make_unique<LocaleData>();
  data->tag = tag;
  data->icu = icu_locale(tag);
  data->language = data->icu.getLanguage();
  data->direction = data->icu.isRightToLeft() ? Direction::right_to_left : Direction::left_to_right;
  read_numbers(data->symbols, data->currency_first, data->icu, tag);
  if (data->language == "ka") {
    use_georgian(*data);
  } else if (data->language == "en" && data->icu.getCountry() != std::string_view{"US"}) {
    use_international_english(*data);
  } else {
    read_quotes(data->quotes, data->icu, tag);
    read_dates(*data);
  }
  UErrorCode status = U_ZERO_ERROR;
  data->collator.reset(icu::Collator::createInstance(data->icu, status));
  check(status, tag);
  return data;
}

}  // namespace kvali
