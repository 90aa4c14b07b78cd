#include "collect/cell_reader.hpp"

#include "catch.hpp"

using namespace kvali;

namespace {

/// The value as canonical text, a mark as "<mark>", or the problem as "id message | hint".
std::string reading(const char* table, const char* field, const Scalar& cell, char decimal = '.') {
  const Field* known = find_schema(table)->find(field);
  REQUIRE(known != nullptr);
  const CellReading read = read_cell(*known, cell, decimal, {});
  if (read.problem)
    return read.problem->id + " " + read.problem->message +
           (read.problem->hint.empty() ? "" : " | " + read.problem->hint);
  if (read.period) return period_text(*read.period);
  if (const Mark* mark = std::get_if<Mark>(&read.value)) return "<" + std::string(name_of(*mark)) + ">";
  return canonical_text(read.value);
}
std::string number(const Scalar& cell, char decimal = '.') {
  return reading("observation", "value", cell, decimal);
}
std::string text_number(const std::string& cell, char decimal = '.') {
  return number(Scalar{cell}, decimal);
}
std::string period_of(const std::string& cell) {
  return reading("observation", "period", Scalar{cell});
}
std::string text_in(const char* table, const char* field, const std::string& cell) {
  return reading(table, field, Scalar{cell});
}

}  // namespace

TEST_CASE("numbers are read with the source's decimal separator", "[cell_reader]") {
  CHECK(text_number("1 234,5", ',') == "1234.5");
  CHECK(text_number("1\u00A0234,5", ',') == "1234.5");
  CHECK(text_number("1,234.5") == "1234.5");
  CHECK(text_number("80 418") == "80418");
  CHECK(text_number("-7") == "-7");
  CHECK(text_number("0") == "0");
  CHECK(number(Scalar{std::int64_t{12}}) == "12");
  CHECK(number(Scalar{0.1}) == "0.1");
  CHECK(number(Scalar{Decimal(3)}) == "3");
}

TEST_CASE("what is no number says what was written and what to type", "[cell_reader]") {
  CHECK(text_number("ორმოცი") ==
        "I-08 value is not a number: 'ორმოცი' | write digits only, or leave the cell empty if there is no "
        "figure");
  CHECK(text_number("12,34") ==
        "I-08 value is not a number: '12,34' | the decimal separator here is '.'; set the source's option "
        "decimal if it is the other one");
  CHECK(number(Scalar{1e300}) == "I-08 value is too large");
  CHECK(number(Scalar{std::string("99999999999999999999999999")}) == "I-08 value is too large");
  CHECK(number(Scalar{std::string("-9223372036854775808")}) == "I-08 value is too large");
}

TEST_CASE("words for nothing are marks, never zero", "[cell_reader]") {
  for (const char* nothing : {"", "  ", "-", "–", "—", "nr", "#N/A"})
    CHECK(text_number(nothing) == "<not_recorded>");
  for (const char* never : {"n/a", "N/A", "na", "n.a."}) CHECK(text_number(never) == "<not_applicable>");
  for (const char* later : {"…", "...", "TBD"}) CHECK(text_number(later) == "<not_yet_due>");
  CHECK(number(Scalar{Mark::withheld}) == "<withheld>");
  // What Kvali prints itself can be read back.
  CHECK(text_number("not recorded") == "<not_recorded>");
  CHECK(text_number("არ არის მითითებული") == "<not_recorded>");
}

TEST_CASE("free text keeps words that mean nothing elsewhere", "[cell_reader]") {
  CHECK(text_in("observation", "note", " n/a ") == "n/a");
  CHECK(text_in("need", "text", "–") == "–");
}

TEST_CASE("whole numbers refuse fractions", "[cell_reader]") {
  CHECK(text_in("meeting", "att_total", "65") == "65");
  CHECK(text_in("meeting", "att_total", "65.0") == "65");
  CHECK(text_in("meeting", "att_total", "6.5") == "I-14 att_total must be a whole number: '6.5'");
}

TEST_CASE("dates and periods are read in Georgian and English", "[cell_reader]") {
  CHECK(text_in("meeting", "date", "2020 წლის 8 დეკემბერს") == "2020-12-08");
  CHECK(text_in("meeting", "date", "08.12.2020") == "2020-12-08");
  CHECK(text_in("meeting", "date", "soon") == "D-07 date is not a date: 'soon' | write it as 2020-12-08");
  CHECK(period_of("დეკემბერი 2020") == "2020-12");
  CHECK(period_of("Dec 2020") == "2020-12");
  CHECK(period_of("IV კვარტალი 2020") == "2020-Q4");
  CHECK(period_of("2020-07-01..2020-12-31") == "2020-H2");
  CHECK(period_of("June") ==
        "D-07 period is not a period: 'June' | it names no year: add one in the file, or write year = 2020 "
        "in the map");
  for (const char* text : {"Dec 25", "დეკ 25"})
    CHECK(period_of(text) == "D-07 period is not a period: '" + std::string(text) +
                                 "' | it may be a day or a year: write 2025-12 if it is the month");
  CHECK(period_of("202512") == "2025-12");
  CHECK(period_of("whenever").rfind("D-07 period is not a period: 'whenever' | write it as ", 0) == 0);
  CHECK(reading("observation", "period", Scalar{*parse_iso_date("2020-12-08")}) == "2020-12");
  const CellReading life =
      read_cell(*find_schema("target")->find("scope"), Scalar{std::string("LOP")}, '.', {});
  CHECK(life.period == Period{first_date, last_date});
}

TEST_CASE("sexes are understood in both languages", "[cell_reader]") {
  for (const char* female : {"f", "F", "Women", "ქალი", "მდედრობითი"})
    CHECK(text_in("attendance", "sex", female) == "f");
  for (const char* male : {"m", "Male", "კაცი", "მამრობითი"})
    CHECK(text_in("attendance", "sex", male) == "m");
  CHECK(text_in("attendance", "sex", "უცნობი") == "u");
  CHECK(text_in("attendance", "sex", "z").rfind("D-08 unknown sex 'z'", 0) == 0);
}

TEST_CASE("choices are compared after folding and answered by the nearest", "[cell_reader]") {
  CHECK(text_in("meeting", "mode", "ONLINE") == "online");
  CHECK(text_in("meeting", "mode", "onlin") == "D-08 unknown mode 'onlin' | did you mean 'online'?");
  CHECK(text_in("indicator", "direction", "sideways") ==
        "D-08 unknown direction 'sideways' | one of up, down, none");
}

TEST_CASE("yes and no are understood in both languages", "[cell_reader]") {
  for (const char* yes : {"yes", "TRUE", "1", "კი", "დიახ", "x"})
    CHECK(text_in("observation", "est", yes) == "true");
  for (const char* no : {"no", "False", "0", "არა"}) CHECK(text_in("observation", "est", no) == "false");
  CHECK(text_in("observation", "est", "maybe") == "D-08 est must be yes or no: 'maybe'");
}

TEST_CASE("categories of a disaggregation fold sexes and drop totals", "[cell_reader]") {
  CHECK(category_of("sex", " Women ") == "f");
  for (const char* women : {"Femmes", "mujeres", "женщины"}) CHECK(category_of("sex", women) == "f");
  for (const char* men : {"Hommes", "hombres", "мужчины"}) CHECK(category_of("sex", men) == "m");
  CHECK(category_of("age", " 18–24 ") == "18–24");
  CHECK(category_of("age", "women") == "women");
  for (const char* total : {"", "Total", "სულ", "All"}) CHECK(category_of("sex", total).empty());
}

TEST_CASE("an instant is the day on which it was in the project's time zone", "[cell_reader]") {
  const Field* date = find_schema("meeting")->find("date");
  const TimeZone tbilisi("Asia/Tbilisi");
  const auto read = [&](const char* text, const TimeZone* zone) {
    return read_cell(*date, Scalar{std::string(text)}, '.', {}, DateOrder::day_first, zone);
  };
  CHECK(std::get<Date>(read("2020-12-08T22:30:00Z", &tbilisi).value) == *make_date(2020, 12, 9));
  CHECK(std::get<Date>(read("2020-12-08T22:30:00", &tbilisi).value) == *make_date(2020, 12, 8));
  CHECK(read("2020-12-08T22:30:00Z", nullptr).problem.has_value());
  const Field* period = find_schema("observation")->find("period");
  CHECK(
      read_cell(*period, Scalar{std::string("2020-12-31T22:30:00Z")}, '.', {}, DateOrder::day_first, &tbilisi)
          .period->first == *make_date(2021, 1, 1));
}
