#include "locale/locale.hpp"

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"
#include "catch.hpp"

using namespace kvali;

namespace {

const Locale& georgian() {
  static const Locale locale{"ka"};
  return locale;
}

const Locale& english() {
  static const Locale locale{"en"};
  return locale;
}

Decimal decimal(std::string_view text) {
  return Decimal::parse(text).value();
}
Date day(std::string_view iso) {
  return parse_iso_date(iso).value();
}
std::string ka(std::string_view period, FiscalStart fiscal = {}) {
  return georgian().period(parse_period(period, fiscal).value(), fiscal);
}
std::string en(std::string_view period, FiscalStart fiscal = {}) {
  return english().period(parse_period(period, fiscal).value(), fiscal);
}

}  // namespace

TEST_CASE("Georgian groups digits by no-break spaces from five digits on", "[locale]") {
  CHECK(georgian().number(1234) == "1234");
  CHECK(georgian().number(12345) == "12\u00A0345");
  CHECK(georgian().number(decimal("1234567.5"), 2) == "1\u00A0234\u00A0567,50");
  CHECK(georgian().number(decimal("-12345.675"), 2) == "-12\u00A0345,68");
  CHECK(georgian().number(1234, 0, Grouping::always) == "1\u00A0234");
  CHECK(georgian().number(1234567, 0, Grouping::never) == "1234567");
  CHECK(georgian().number(123, 0, Grouping::always) == "123");
}

TEST_CASE("English groups digits by commas from four digits on", "[locale]") {
  CHECK(english().number(1234) == "1,234");
  CHECK(english().number(decimal("1234.5"), 1) == "1,234.5");
  CHECK(english().number(0) == "0");
  CHECK(english().number(decimal("0.5")) == "0.5");
  CHECK(english().number(decimal("0.5"), 0) == "1");
  CHECK(english().number(decimal("12.000000000001")) == "12.000000000001");
  CHECK(english().number(decimal("170141183460469231731687303.715884105727")) ==
        "170,141,183,460,469,231,731,687,303.715884105727");
  CHECK(english().number(decimal("1000000000000000000")) == "1,000,000,000,000,000,000");
}

TEST_CASE("what rounds to zero has no minus sign", "[locale]") {
  CHECK(english().number(decimal("-0.4"), 0) == "0");
  CHECK(english().percent(decimal("-0.0004"), 0) == "0%");
}

TEST_CASE("a column groups all its numbers or none", "[locale]") {
  CHECK(georgian().column_grouping(9999) == Grouping::never);
  CHECK(georgian().column_grouping(10000) == Grouping::always);
  CHECK(georgian().column_grouping(-10000) == Grouping::always);
  CHECK(english().column_grouping(999) == Grouping::never);
  CHECK(english().column_grouping(1000) == Grouping::always);
}

TEST_CASE("shares print as percentages", "[locale]") {
  CHECK(georgian().percent(decimal("0.831"), 1) == "83,1%");
  CHECK(english().percent(decimal("0.831")) == "83%");
  CHECK(english().percent(decimal("12.5")) == "1,250%");
  CHECK(english().percent(decimal("-0.05")) == "-5%");
  CHECK(Locale{"ru"}.percent(decimal("0.5")) == "50\u00A0%");
  CHECK(Locale{"tr"}.percent(decimal("-0.5")) == "-%50");
}

TEST_CASE("money carries its ISO code where the language puts it", "[locale]") {
  CHECK(georgian().money(decimal("1234.5"), "GEL") == "1234,50\u00A0GEL");
  CHECK(georgian().money(decimal("98765.4"), "NOK") == "98\u00A0765,40\u00A0NOK");
  CHECK(english().money(decimal("1234.5"), "GEL") == "GEL\u00A01,234.50");
  CHECK(english().money(decimal("-1234.5"), "JPY") == "JPY\u00A0-1,235");
  CHECK(english().money(decimal("1234.5"), "USD", 0) == "USD\u00A01,235");
  CHECK(currency_decimals("no such currency") == 2);
}

TEST_CASE("numbers of other languages follow ICU", "[locale]") {
  CHECK(Locale{"ru"}.number(decimal("1234.5")) == "1\u00A0234,5");
  CHECK(Locale{"fr"}.number(decimal("1234.5")) == "1\u202F234,5");
  CHECK(Locale{"hi"}.number(decimal("1234567.5")) == "12,34,567.5");
  CHECK(Locale{"ar-u-nu-latn"}.number(decimal("1234.5")) == "1,234.5");
  CHECK(Locale{"ar-u-nu-arab"}.number(42) == "٤٢");
}

TEST_CASE("no digit of a number is lost in formatting", "[locale][property]") {
  const auto seed = static_cast<std::uint64_t>(std::random_device{}());
  INFO("seed " << seed);
  std::mt19937_64 random{seed};
  for (int i = 0; i < 2000; ++i) {
    const auto coefficient =
        static_cast<Int128>(random() >> 1) * static_cast<Int128>(random() >> (1 + random() % 60));
    const Decimal value = Decimal::from_coefficient(random() % 2 == 0 ? coefficient : -coefficient);
    std::string text = english().number(value);
    text.erase(std::remove(text.begin(), text.end(), ','), text.end());
    REQUIRE(text == value.to_string());
  }
}

TEST_CASE("Georgian dates begin with the year", "[locale]") {
  const Date date = day("2020-12-08");
  CHECK(georgian().date(date) == "2020 წლის 8 დეკემბერი");
  CHECK(georgian().date(date, DateStyle::short_date) == "08.12.2020");
  CHECK(georgian().date(date, DateStyle::iso) == "2020-12-08");
  CHECK(georgian().date(date, DateStyle::month_year) == "2020 წლის დეკემბერი");
  CHECK(georgian().date(date, DateStyle::day_month) == "8 დეკემბერი");
  CHECK(georgian().short_month_name(12) == "დეკ");
}

TEST_CASE("English dates are day, month, year and never ambiguous", "[locale]") {
  const Date date = day("2020-12-08");
  CHECK(english().date(date) == "8 December 2020");
  CHECK(english().date(date, DateStyle::short_date) == "8 Dec 2020");
  CHECK(english().date(date, DateStyle::month_year) == "December 2020");
  CHECK(english().date(date, DateStyle::day_month) == "8 December");
  CHECK(english().month_name(9) == "September");
}

TEST_CASE("dates of other languages inflect the month", "[locale]") {
  const Date date = day("2020-12-08");
  // CLDR changes its mind about the kind of space before г.
  CHECK(fold_key(Locale{"ru"}.date(date)) == "8 декабря 2020 г.");
  CHECK(fold_key(Locale{"ru"}.date(date, DateStyle::month_year)) == "декабрь 2020 г.");
  CHECK(Locale{"fr"}.date(date) == "8 décembre 2020");
  CHECK(Locale{"en-US"}.date(date) == "December 8, 2020");
  CHECK(fold_key(Locale{"ru"}.period(parse_period("2020-H2").value())) == "июль-декабрь 2020 г.");
  CHECK(Locale{"fa"}.date(date).find("۲۰۲۰") != std::string::npos);  // Gregorian, in Persian digits
}

TEST_CASE("periods read in Georgian as reports write them", "[locale]") {
  CHECK(ka("2020-12") == "2020 წლის დეკემბერი");
  CHECK(ka("2020-Q4") == "2020 წლის IV კვარტალი");
  CHECK(ka("2020-H2") == "2020 წლის ივლისი–დეკემბერი");
  CHECK(ka("2020") == "2020 წელი");
  CHECK(ka("FY2021", {10, 1}) == "2021 ფისკალური წელი (2020 წლის ოქტომბერი – 2021 წლის სექტემბერი)");
  CHECK(ka("2020-12-08") == "2020 წლის 8 დეკემბერი");
  CHECK(ka("2020-12-01..2020-12-08") == "2020 წლის 1–8 დეკემბერი");
  CHECK(ka("2020-07-05..2020-12-08") == "2020 წლის 5 ივლისი – 8 დეკემბერი");
  CHECK(ka("2020-07-01..2021-02-28") == "2020 წლის ივლისი – 2021 წლის თებერვალი");
}

TEST_CASE("periods read in English", "[locale]") {
  CHECK(en("2020-12") == "December 2020");
  CHECK(en("2020-Q4") == "Q4 2020");
  CHECK(en("2020-H2") == "July–December 2020");
  CHECK(en("2020") == "2020");
  CHECK(en("FY2021", {10, 1}) == "FY2021 (October 2020 – September 2021)");
  CHECK(en("FY2021", {4, 6}) == "FY2021 (6 April 2020 – 5 April 2021)");
  CHECK(en("2020-12-01..2020-12-08") == "1–8 December 2020");
  CHECK(en("2020-07-05..2020-12-08") == "5 July – 8 December 2020");
  CHECK(en("2020-12-20..2021-01-08") == "20 December 2020 – 8 January 2021");
}

TEST_CASE("Georgian ordinals follow the spoken word", "[locale]") {
  CHECK(georgian().ordinal(1) == "1-ლი");
  CHECK(georgian().ordinal(2) == "მე-2");
  CHECK(georgian().ordinal(3) == "მე-3");
  CHECK(georgian().ordinal(20) == "მე-20");
  CHECK(georgian().ordinal(21) == "21-ე");
  CHECK(georgian().ordinal(30) == "30-ე");
  CHECK(georgian().ordinal(40) == "მე-40");
  CHECK(georgian().ordinal(80) == "მე-80");
  CHECK(georgian().ordinal(100) == "მე-100");
  CHECK(georgian().ordinal(102) == "102-ე");
  CHECK(georgian().ordinal(120) == "120-ე");
  CHECK(georgian().ordinal(1000) == "მე-1000");
}

TEST_CASE("English ordinals end in st, nd, rd or th", "[locale]") {
  CHECK(english().ordinal(1) == "1st");
  CHECK(english().ordinal(2) == "2nd");
  CHECK(english().ordinal(3) == "3rd");
  CHECK(english().ordinal(11) == "11th");
  CHECK(english().ordinal(112) == "112th");
  CHECK(english().ordinal(121) == "121st");
}

TEST_CASE("lists join with the language's own and", "[locale]") {
  const std::vector<std::string> three{"a", "b", "c"};
  CHECK(georgian().list(three) == "a, b და c");
  CHECK(english().list(three) == "a, b and c");
  CHECK(english().list(std::vector<std::string>{"a", "b"}) == "a and b");
  CHECK(english().list(std::vector<std::string>{"a"}) == "a");
  CHECK(english().list({}).empty());
  CHECK(Locale{"ru"}.list(three) == "a, b и c");
}

TEST_CASE("quotation marks are the language's", "[locale]") {
  CHECK(georgian().quote("კვალი") == "„კვალი“");
  CHECK(english().quote("trace") == "“trace”");
  CHECK(Locale{"fr"}.quotes().open == "«");
}

TEST_CASE("text sorts by the alphabet, and equal-looking text by its bytes", "[locale]") {
  std::vector<std::string> names{"ჰ", "ბ", "zebra", "Alpha", "ა", "alpha"};
  std::sort(names.begin(), names.end(),
            [](const auto& a, const auto& b) { return georgian().compare(a, b) < 0; });
  CHECK(names == std::vector<std::string>{"ა", "ბ", "ჰ", "alpha", "Alpha", "zebra"});
  CHECK(english().compare("a", "a") == 0);
  CHECK(english().compare("a\u200B", "a") != 0);
}

TEST_CASE("writing direction comes with the language", "[locale]") {
  CHECK(georgian().direction() == Direction::left_to_right);
  CHECK(Locale{"ar"}.direction() == Direction::right_to_left);
  CHECK(Locale{"ka-GE"}.language() == "ka");
  CHECK(Locale{"ka-GE"}.tag() == "ka-GE");
}

TEST_CASE("a language that is not known is refused, not replaced by the machine's own", "[locale]") {
  const std::string tag = GENERATE("", "xx", "zz-ZZ", "georgian language", "ka_GE!", "-", "\xFF");
  INFO(tag);
  CHECK_THROWS_AS(Locale{tag}, Error);
}

TEST_CASE("no date of the Georgian locale has Mtavruli letters", "[locale]") {
  for (unsigned month = 1; month <= 12; ++month) {
    const Date date = make_date(2020, month, 1).value();
    for (const auto style : {DateStyle::long_date, DateStyle::month_year, DateStyle::day_month}) {
      CHECK_FALSE(has_mtavruli(georgian().date(date, style)));
    }
  }
}
