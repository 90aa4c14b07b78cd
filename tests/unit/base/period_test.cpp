#include "base/period.hpp"

#include <string>

#include "catch.hpp"

using namespace kvali;

namespace {

constexpr FiscalStart october{10, 1};
constexpr FiscalStart april_sixth{4, 6};

Date day(std::string_view iso) {
  return parse_iso_date(iso).value();
}

/// "first..last" of a period, whatever its kind.
std::string span_of(const std::optional<Period>& period) {
  return period ? iso_text(period->first) + ".." + iso_text(period->last) : "none";
}

}  // namespace

TEST_CASE("periods read as closed spans of days", "[period]") {
  CHECK(span_of(parse_period("2020-12")) == "2020-12-01..2020-12-31");
  CHECK(span_of(parse_period("2020-02")) == "2020-02-01..2020-02-29");
  CHECK(span_of(parse_period("2020-Q4")) == "2020-10-01..2020-12-31");
  CHECK(span_of(parse_period("2020-H2")) == "2020-07-01..2020-12-31");
  CHECK(span_of(parse_period("2020")) == "2020-01-01..2020-12-31");
  CHECK(span_of(parse_period("FY2021", october)) == "2020-10-01..2021-09-30");
  CHECK(span_of(parse_period("FY2021", april_sixth)) == "2020-04-06..2021-04-05");
  CHECK(span_of(parse_period("FY2021")) == "2021-01-01..2021-12-31");
  CHECK(span_of(parse_period("2020-12-08")) == "2020-12-08..2020-12-08");
  CHECK(span_of(parse_period("2020-07-01..2020-12-31")) == "2020-07-01..2020-12-31");
}

TEST_CASE("text that is no period is refused", "[period]") {
  const std::string text = GENERATE("", "2020-13", "2020-00", "2020-Q5", "2020-Q0", "2020-H3", "2020-q4",
                                    "2020-W00", "2021-W53", "2020-W5", "0000", "20", "FY21",
                                    "2020-12-31..2020-12-01", "2020-12..2021-01", "..", "2020-2-1", "soon");
  INFO(text);
  CHECK_FALSE(parse_period(text, october));
}

TEST_CASE("weeks are those of ISO 8601: the first one of a year is that of 4 January", "[period]") {
  CHECK(span_of(parse_period("2025-W10")) == "2025-03-03..2025-03-09");
  CHECK(span_of(parse_period("2025-W01")) == "2024-12-30..2025-01-05");
  CHECK(span_of(parse_period("2020-W53")) == "2020-12-28..2021-01-03");
  CHECK(kind_of(parse_period("2025-W10").value()) == PeriodKind::week);
  CHECK(span_of(previous(parse_period("2021-W01").value())) == "2020-12-28..2021-01-03");
  CHECK(sub_periods(parse_period("2025-03").value(), PeriodKind::week).size() == 6);
  // Where the calendar ends the week is cut.
  CHECK(kind_of(period_around(last_date, PeriodKind::week)) == PeriodKind::custom);
}

TEST_CASE("a fiscal year begins on a day that every year has", "[period]") {
  CHECK(parse_fiscal_start("10-01").value().month == 10);
  CHECK_FALSE(parse_fiscal_start("02-29"));
  CHECK_FALSE(parse_fiscal_start("13-01"));
  CHECK_FALSE(parse_fiscal_start("1-1"));
}

TEST_CASE("the shortest name of a period reads back as it", "[period]") {
  const std::string text =
      GENERATE("2020-12", "2020-Q4", "2020-H2", "2020-H1", "2020", "FY2021", "2020-W50", "2021-W01",
               "2020-12-08", "2020-07-15..2020-12-31", "2020-11-01..2021-01-31");
  CHECK(period_text(parse_period(text, october).value(), october) == text);
}

TEST_CASE("relative periods follow from the day of reporting", "[period]") {
  const Date january = day("2021-01-05");
  CHECK(span_of(resolve_period("previous-month", january)) == "2020-12-01..2020-12-31");
  CHECK(span_of(resolve_period("this-month", january)) == "2021-01-01..2021-01-31");
  CHECK(span_of(resolve_period("next-month", january)) == "2021-02-01..2021-02-28");
  CHECK(span_of(resolve_period("previous-quarter", january)) == "2020-10-01..2020-12-31");
  CHECK(span_of(resolve_period("previous-half", january)) == "2020-07-01..2020-12-31");
  CHECK(span_of(resolve_period("previous-year", january)) == "2020-01-01..2020-12-31");
  CHECK(span_of(resolve_period("this-fiscal-year", january, october)) == "2020-10-01..2021-09-30");
  CHECK(span_of(resolve_period("previous-fiscal-year", january, october)) == "2019-10-01..2020-09-30");
  CHECK(span_of(resolve_period("previous-fiscal-year", january, april_sixth)) == "2019-04-06..2020-04-05");
  CHECK(span_of(resolve_period("previous-week", january)) == "2020-12-28..2021-01-03");
  CHECK(span_of(resolve_period("2020-12", january)) == "2020-12-01..2020-12-31");
  CHECK_FALSE(resolve_period("previous-decade", january));
  CHECK_FALSE(resolve_period("previous", january));
  CHECK_FALSE(resolve_period("previous-month", first_date));
  for (const auto name : relative_period_names()) CHECK(resolve_period(name, january, october));
}

TEST_CASE("the period before has the same kind or length", "[period]") {
  const auto before = [](std::string_view text) {
    return span_of(previous(parse_period(text, october).value(), october));
  };
  CHECK(before("2020-03") == "2020-02-01..2020-02-29");
  CHECK(before("2020-Q1") == "2019-10-01..2019-12-31");
  CHECK(before("FY2021") == "2019-10-01..2020-09-30");
  CHECK(before("2020-11-01..2021-01-31") == "2020-08-01..2020-10-31");
  CHECK(before("2020-12-08") == "2020-12-07..2020-12-07");
  CHECK(before("2020-01-11..2020-01-20") == "2020-01-01..2020-01-10");
  CHECK(before("0001-01") == "none");
  CHECK(span_of(next(parse_period("9999").value())) == "none");
  CHECK(span_of(next(parse_period("2020-01").value())) == "2020-02-01..2020-02-29");
}

TEST_CASE("a project's months are cut to its first and last day", "[period]") {
  const Period project = parse_period("2019-12-15..2020-03-10").value();
  const auto parts = months(project);
  REQUIRE(parts.size() == 4);
  CHECK(span_of(parts[0]) == "2019-12-15..2019-12-31");
  CHECK(span_of(parts[2]) == "2020-02-01..2020-02-29");
  CHECK(span_of(parts[3]) == "2020-03-01..2020-03-10");
  CHECK(sub_periods(project, PeriodKind::quarter).size() == 2);
  CHECK(sub_periods(project, PeriodKind::half).size() == 2);
  CHECK(sub_periods(project, PeriodKind::custom) == std::vector<Period>{project});
  const auto fiscal =
      sub_periods(parse_period("2019-12-01..2022-11-30").value(), PeriodKind::fiscal_year, october);
  REQUIRE(fiscal.size() == 4);
  CHECK(span_of(fiscal[1]) == "2020-10-01..2021-09-30");
}

TEST_CASE("months of a period follow each other without gap or overlap", "[period][property]") {
  const Period all{day("1999-11-17"), day("2024-03-01")};
  const auto parts = months(all);
  CHECK(parts.front().first == all.first);
  CHECK(parts.back().last == all.last);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    REQUIRE(parts[i].first == parts[i - 1].last + std::chrono::days{1});
    REQUIRE_FALSE(overlaps(parts[i], parts[i - 1]));
  }
}

TEST_CASE("the ends of the calendar do not break fiscal years", "[period]") {
  CHECK(contains(period_around(first_date, PeriodKind::fiscal_year, october), first_date));
  CHECK(contains(period_around(last_date, PeriodKind::fiscal_year, october), last_date));
  CHECK(sub_periods({first_date, last_date}, PeriodKind::fiscal_year, october).size() == 10000);
}

TEST_CASE("periods contain, overlap and intersect by days", "[period]") {
  const Period december = parse_period("2020-12").value();
  const Period quarter = parse_period("2020-Q4").value();
  CHECK(contains(quarter, december));
  CHECK_FALSE(contains(december, quarter));
  CHECK(contains(december, day("2020-12-31")));
  CHECK_FALSE(contains(december, day("2021-01-01")));
  CHECK(overlaps(december, {day("2020-12-31"), day("2021-01-05")}));
  CHECK_FALSE(overlaps(december, parse_period("2021").value()));
  CHECK(span_of(intersection(quarter, {day("2020-11-15"), day("2021-02-01")})) == "2020-11-15..2020-12-31");
  CHECK_FALSE(intersection(december, parse_period("2021").value()));
  CHECK(day_count(parse_period("2020").value()) == 366);
}

TEST_CASE("elapsed time counts whole days up to the end of the day of reporting", "[period]") {
  const Period november = parse_period("2020-11").value();
  CHECK(elapsed_share(november, day("2020-10-31")) == Decimal{0});
  CHECK(elapsed_share(november, day("2020-11-15")) == Decimal::parse("0.5"));
  CHECK(elapsed_share(november, day("2020-11-30")) == Decimal{1});
  CHECK(elapsed_share(november, day("2030-01-01")) == Decimal{1});
}
