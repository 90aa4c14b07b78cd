#include "locale/date_text.hpp"

#include <cstdint>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "catch.hpp"
#include "locale/locale.hpp"

using namespace kvali;

namespace {

std::string date_or_none(std::string_view text, DateOrder order = DateOrder::day_first) {
  const auto date = parse_date_text(text, order);
  return date ? iso_text(*date) : "none";
}

std::string period_or_none(std::string_view text, FiscalStart fiscal = {}) {
  const auto period = parse_period_text(text, fiscal);
  return period ? period_text(*period, fiscal) : "none";
}

}  // namespace

TEST_CASE("months are known in every form that records use", "[date_text]") {
  const auto [text, month] = GENERATE(table<std::string, unsigned>({{"დეკემბერი", 12},
                                                                    {"დეკემბრის", 12},
                                                                    {"დეკემბერს", 12},
                                                                    {"დეკემბერში", 12},
                                                                    {"დეკ.", 12},
                                                                    {"აგვისტოს", 8},
                                                                    {"მაისს", 5},
                                                                    {"December", 12},
                                                                    {" DEC ", 12},
                                                                    {"Sept.", 9},
                                                                    {"septembre", 9},
                                                                    {"déc.", 12},
                                                                    {"декабря", 12},
                                                                    {"may", 5}}));
  CHECK(parse_month_name(text) == month);
}

TEST_CASE("other words are no months", "[date_text]") {
  const std::string text = GENERATE("", "12", "Dezembro", "დეკემბერი 2020", "მარტო", "total");
  CHECK_FALSE(parse_month_name(text));
}

TEST_CASE("dates read in the forms of Georgian and English records", "[date_text]") {
  const std::string text =
      GENERATE("2020-12-08", "08.12.2020", "8.12.2020", "08.12.20", "8/12/2020", "2020/12/08", "2020.12.08",
               "08-12-2020", "2020 წლის 8 დეკემბერი", "2020 წლის 8 დეკემბერს", "2020 წ. 8 დეკემბერი",
               "8 დეკემბერი, 2020", "8 დეკემბერი 2020 წ.", "8 December 2020", "8 Dec. 2020",
               "December 8, 2020", "Dec 8th, 2020", "the 8th of December 2020", "Tuesday, 8 December 2020",
               "8-Dec-2020", "8-Dec-20", "2020-Dec-08", "\u00A08\u00A0დეკემბერი\u00A02020 ",
               "2020-12-08 14:00", "2020-12-08T14:00:59.123", "08.12.2020 9:05", "2020-12-08 00:00:00");
  INFO(text);
  CHECK(date_or_none(text) == "2020-12-08");
}

TEST_CASE("slashes follow the order of the source, dots never", "[date_text]") {
  CHECK(date_or_none("12/08/2020", DateOrder::month_first) == "2020-12-08");
  CHECK(date_or_none("12/08/2020", DateOrder::day_first) == "2020-08-12");
  CHECK(date_or_none("08.12.2020", DateOrder::month_first) == "2020-12-08");
}

TEST_CASE("two-digit years are those of 1970 to 2069", "[date_text]") {
  CHECK(date_or_none("08.12.69") == "2069-12-08");
  CHECK(date_or_none("08.12.70") == "1970-12-08");
}

TEST_CASE("what is not wholly understood is no date", "[date_text]") {
  const std::string text =
      GENERATE("", "8", "8 December", "2020", "30.02.2020", "2020-13-01", "29 February 2021",
               "8 December 2020 or later", "08.12.2020-09.12.2020", "2020-12-08T14:00:00Z",
               "2020-12-08 25:00", "2020-12-08T14:00+04:00", "ორშაბათი", "1.2.3", "8 მაისობა 2020",
               "20201208", "44173", "\xFF\xFE", "8..12.2020", "-8.12.2020");
  INFO(text);
  CHECK(date_or_none(text) == "none");
}

TEST_CASE("periods read in the forms of records and headings", "[date_text]") {
  const auto [text, expected] = GENERATE(table<std::string, std::string>({
      {"დეკემბერი 2020", "2020-12"},
      {"დეკემბერი, 2020", "2020-12"},
      {"2020 წლის დეკემბერი", "2020-12"},
      {"2020 წლის დეკემბერში", "2020-12"},
      {"Dec 2020", "2020-12"},
      {"DECEMBER 2020", "2020-12"},
      {"Dec-20", "2020-12"},
      {"Dec '20", "2020-12"},
      {"დეკ-20", "2020-12"},
      {"12/2020", "2020-12"},
      {"12.2020", "2020-12"},
      {"2020-12", "2020-12"},
      {"2020/12", "2020-12"},
      {"202012", "2020-12"},
      {"Dec 32", "2032-12"},
      {"2020-W50", "2020-W50"},
      {"W5 2020", "2020-W05"},
      {"week 50, 2020", "2020-W50"},
      {"2020 wk 50", "2020-W50"},
      {"Q4 2020", "2020-Q4"},
      {"q4-2020", "2020-Q4"},
      {"2020 Q4", "2020-Q4"},
      {"2020-q4", "2020-Q4"},
      {"IV კვარტალი 2020", "2020-Q4"},
      {"2020 წლის IV კვარტალი", "2020-Q4"},
      {"2020 წლის მე-4 კვარტალი", "2020-Q4"},
      {"2020 წლის მეოთხე კვარტალი", "2020-Q4"},
      {"4th quarter of 2020", "2020-Q4"},
      {"First quarter 2020", "2020-Q1"},
      {"H2 2020", "2020-H2"},
      {"2020 წლის II ნახევარი", "2020-H2"},
      {"2020", "2020"},
      {"2020 წელი", "2020"},
      {"FY2021", "FY2021"},
      {"FY 2021", "FY2021"},
      {"FY21", "FY2021"},
      {"FY 2020/21", "FY2021"},
      {"ივლისი–დეკემბერი 2020", "2020-H2"},
      {"2020 წლის ივლისი–დეკემბერი", "2020-H2"},
      {"Jul - Dec 2020", "2020-H2"},
      {"Jul 2020 - Feb 2021", "2020-07-01..2021-02-28"},
      {"2015 წლის 19-20 მაისს", "2015-05-19..2015-05-20"},
      {"1–8 December 2020", "2020-12-01..2020-12-08"},
      {"5 July – 8 December 2020", "2020-07-05..2020-12-08"},
      {"2020 წლის 5 ივლისი – 8 დეკემბერი", "2020-07-05..2020-12-08"},
      {"01.07.2020 - 31.12.2020", "2020-H2"},
      {"2020-07-01 - 2020-12-31", "2020-H2"},
      {"2020-07-01..2020-12-31", "2020-H2"},
      {"2019–2020", "2019-01-01..2020-12-31"},
      {"8 December 2020", "2020-12-08"},
  }));
  INFO(text);
  CHECK(period_or_none(text, {10, 1}) == expected);
}

TEST_CASE("what is not wholly understood is no period", "[date_text]") {
  const std::string text =
      GENERATE("", "December", "Dec 20", "13/2020", "Q5 2020", "V კვარტალი 2020", "H3 2020", "0000", "202013",
               "123412", "დეკ 25", "Total 2020", "Dec 2020 - Jul 2020", "2021-2020", "8-1 December 2020",
               "to date", "2020-12-08T10:00:00Z", "Q 2020");
  INFO(text);
  CHECK(period_or_none(text, {10, 1}) == "none");
}

TEST_CASE("what the locales write reads back", "[date_text][property]") {
  const auto seed = static_cast<std::uint64_t>(std::random_device{}());
  INFO("seed " << seed);
  std::mt19937_64 random{seed};
  const Locale georgian{"ka"};
  const Locale english{"en"};
  for (int i = 0; i < 500; ++i) {
    const Date first = date_from_days(static_cast<int>(random() % 40000) - 10000).value();
    const Date last = first + std::chrono::days{static_cast<int>(random() % 500)};
    const auto kind = static_cast<PeriodKind>(random() % 4);
    for (const Locale* locale : {&georgian, &english}) {
      INFO(locale->tag() << " " << iso_text(first) << " " << iso_text(last));
      for (const auto style : {DateStyle::long_date, DateStyle::short_date, DateStyle::iso}) {
        REQUIRE(parse_date_text(locale->date(first, style)) == first);
      }
      const Period unit = period_around(first, kind);
      REQUIRE((parse_period_text(locale->period(unit)) == unit));
      const Period custom{first, last};
      REQUIRE((parse_period_text(locale->period(custom)) == custom));
    }
  }
}

TEST_CASE("random tokens never break the readers", "[date_text][property]") {
  const auto seed = static_cast<std::uint64_t>(std::random_device{}());
  INFO("seed " << seed);
  std::mt19937_64 random{seed};
  const std::vector<std::string> parts{"2020", "12",        "8",   "-",  "/", ".", " ",    "Dec",  "Q",
                                       "FY",   "დეკემბერი", "მე-", "IV", ":", "T", "0000", "99999"};
  for (int i = 0; i < 5000; ++i) {
    std::string text;
    for (auto count = random() % 8; count > 0; --count) text += parts[random() % parts.size()];
    INFO(text);
    const auto date = parse_date_text(text);
    REQUIRE((!date || is_in_range(*date)));
    const auto period = parse_period_text(text, {10, 1});
    REQUIRE((!period ||
             (is_in_range(period->first) && is_in_range(period->last) && period->first <= period->last)));
  }
}
