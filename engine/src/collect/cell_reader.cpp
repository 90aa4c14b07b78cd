#include "collect/cell_reader.hpp"

#include <fmt/format.h>

#include <array>
#include <limits>
#include <vector>

#include "base/number_text.hpp"
#include "base/text.hpp"
#include "collect/disaggregation.hpp"
#include "locale/date_text.hpp"

namespace kvali {

namespace {

struct Word {
  std::string_view text;
  std::string_view value;
};

/// Ways to leave a cell empty on purpose (folded).
constexpr std::array missing_words{
    Word{"", "r"}, Word{"-", "r"}, Word{"--", "r"}, Word{"n/a", "a"}, Word{"na", "a"}, Word{"n.a.", "a"},
    Word{"...", "d"}, Word{"…", "d"}, Word{"nr", "r"}, Word{"n/r", "r"}, Word{"tbd", "d"}, Word{"#n/a", "r"},
    // What Kvali itself prints for a missing figure.
    Word{"not recorded", "r"}, Word{"არ არის მითითებული", "r"}, Word{"მონაცემი არ არის", "r"}};

constexpr std::array sex_words{Word{"f", "f"},
                               Word{"female", "f"},
                               Word{"females", "f"},
                               Word{"woman", "f"},
                               Word{"women", "f"},
                               Word{"girls", "f"},
                               Word{"ქ", "f"},
                               Word{"ქალი", "f"},
                               Word{"ქალები", "f"},
                               Word{"მდედრობითი", "f"},
                               Word{"femme", "f"},
                               Word{"femmes", "f"},
                               Word{"mujer", "f"},
                               Word{"mujeres", "f"},
                               Word{"женщина", "f"},
                               Word{"женщины", "f"},
                               Word{"женский", "f"},
                               Word{"m", "m"},
                               Word{"male", "m"},
                               Word{"males", "m"},
                               Word{"man", "m"},
                               Word{"men", "m"},
                               Word{"boys", "m"},
                               Word{"კ", "m"},
                               Word{"კაცი", "m"},
                               Word{"კაცები", "m"},
                               Word{"მამრობითი", "m"},
                               Word{"homme", "m"},
                               Word{"hommes", "m"},
                               Word{"hombre", "m"},
                               Word{"hombres", "m"},
                               Word{"мужчина", "m"},
                               Word{"мужчины", "m"},
                               Word{"мужской", "m"},
                               Word{"x", "x"},
                               Word{"other", "x"},
                               Word{"non-binary", "x"},
                               Word{"სხვა", "x"},
                               Word{"u", "u"},
                               Word{"unknown", "u"},
                               Word{"not stated", "u"},
                               Word{"უცნობი", "u"},
                               Word{"მითითების გარეშე", "u"}};

constexpr std::array total_words{Word{"", ""},     Word{"total", ""}, Word{"all", ""}, Word{"სულ", ""},
                                 Word{"ჯამი", ""}, Word{"ყველა", ""}, Word{"both", ""}};

constexpr std::array truth_words{Word{"true", "1"}, Word{"yes", "1"},  Word{"y", "1"}, Word{"1", "1"},
                                 Word{"კი", "1"},   Word{"დიახ", "1"}, Word{"x", "1"}, Word{"false", "0"},
                                 Word{"no", "0"},   Word{"n", "0"},    Word{"0", "0"}, Word{"არა", "0"}};

template <std::size_t N>
std::optional<std::string_view> look_up(const std::array<Word, N>& words, std::string_view folded) {
  for (const Word& word : words)
    if (word.text == folded) return word.value;
  return std::nullopt;
}

std::optional<Mark> missing_mark(std::string_view folded) {
  const auto kind = look_up(missing_words, folded);
  if (!kind) return std::nullopt;
  return *kind == "a" ? Mark::not_applicable : *kind == "d" ? Mark::not_yet_due : Mark::not_recorded;
}

CellReading bad(std::string id, std::string message, std::string hint) {
  CellReading reading;
  reading.problem = CellProblem{std::move(id), std::move(message), std::move(hint)};
  return reading;
}

CellReading good(Scalar value) {
  CellReading reading;
  reading.value = std::move(value);
  return reading;
}

/// Sums of a million such numbers still fit into a Decimal; nothing that a project counts comes near.
CellReading good_number(const Field& field, const Decimal& value) {
  const Decimal most(std::numeric_limits<std::int64_t>::max());
  if (value > most || value < -most) return bad("I-08", fmt::format("{} is too large", field.name), {});
  return good(value);
}

CellReading read_number(const Field& field, const Scalar& cell, std::string_view text, char decimal) {
  if (const auto* exact = std::get_if<Decimal>(&cell)) return good_number(field, *exact);
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return good(Decimal(*whole));
  if (const auto* real = std::get_if<double>(&cell)) {
    if (const auto value = Decimal::from_double(*real)) return good_number(field, *value);
    return bad("I-08", fmt::format("{} is too large", field.name), {});
  }
  const NumberReading reading = parse_number(text, decimal);
  if (reading.value) return good_number(field, *reading.value);
  const std::string hint =
      reading.problem == NumberProblem::bad_grouping && text.find(decimal == '.' ? ',' : '.') != text.npos
          ? fmt::format(
                "the decimal separator here is '{}'; set the source's option decimal if it is the other one",
                decimal)
          : "write digits only, or leave the cell empty if there is no figure";
  return bad("I-08", fmt::format("{} is not a number: '{}'", field.name, text), hint);
}

CellReading read_whole(const Field& field, const Scalar& cell, std::string_view text, char decimal) {
  CellReading reading = read_number(field, cell, text, decimal);
  if (reading.problem) return reading;
  if (const auto whole = std::get<Decimal>(reading.value).to_int64()) return good(*whole);
  return bad("I-14", fmt::format("{} must be a whole number: '{}'", field.name, text), {});
}

/// Spreadsheets count days from 1899-12-30; 1990 to 2099 is what reports speak of.
std::optional<Date> serial_date(std::string_view text) {
  if (text.size() != 5 || text.find_first_not_of("0123456789") != text.npos) return std::nullopt;
  int days = 0;
  for (const char c : text) days = days * 10 + (c - '0');
  if (days < 32874 || days > 73050) return std::nullopt;
  return date_from_days(days - 25569);
}

/// Why a text is no date, if that can be told.
std::string date_hint(std::string_view text, DateOrder order, const char* otherwise) {
  if (const auto date = serial_date(text))
    return fmt::format("a spreadsheet writes {} so: format the column as dates and export again",
                       iso_text(*date));
  const DateOrder other = order == DateOrder::day_first ? DateOrder::month_first : DateOrder::day_first;
  if (parse_date_text(text, other))
    return fmt::format("the {0} seems to stand first: add order = \"{0}-first\" to the field's map",
                       other == DateOrder::month_first ? "month" : "day");
  return otherwise;
}

CellReading read_date(const Field& field, const Scalar& cell, std::string_view text, DateOrder order,
                      const TimeZone* zone) {
  if (const auto* date = std::get_if<Date>(&cell)) return good(*date);
  if (const auto date = parse_date_text(text, order)) return good(*date);
  if (const auto day = zone != nullptr ? zone->day_of(text) : std::nullopt) return good(*day);
  return bad("D-07", fmt::format("{} is not a date: '{}'", field.name, text),
             date_hint(text, order, "write it as 2020-12-08"));
}

/// Why a text is no period, if that can be told.
std::string period_hint(std::string_view text, DateOrder order, bool lacks_year) {
  if (lacks_year) return "it names no year: add one in the file, or write year = 2020 in the map";
  if (const auto month = month_or_day(text))
    return fmt::format("it may be a day or a year: write {} if it is the month", period_text(*month));
  return date_hint(text, order, "write it as 2020-12, 2020-Q4, 2020-W50, Dec 2020 or 2020-07-01..2020-12-31");
}

CellReading read_period(const Field& field, const Scalar& cell, std::string_view text, FiscalStart fiscal,
                        DateOrder order, const TimeZone* zone, int year) {
  CellReading reading;
  const bool lacks_year = parse_month_name(text).has_value();
  if (const auto* date = std::get_if<Date>(&cell))
    reading.period = period_around(*date, PeriodKind::month);
  else if (field.name == "scope" && fold_key(text) == "lop")
    reading.period = Period{first_date, last_date};
  else if (lacks_year && year > 0)
    reading.period = parse_period_text(fmt::format("{} {}", text, year), fiscal, order);
  else
    reading.period = parse_period_text(text, fiscal, order);
  if (reading.period) return reading;
  if (const auto day = zone != nullptr ? zone->day_of(text) : std::nullopt) {
    reading.period = Period{*day, *day};
    return reading;
  }
  return bad("D-07", fmt::format("{} is not a period: '{}'", field.name, text),
             period_hint(text, order, lacks_year));
}

CellReading read_breakdown(std::string_view text) {
  if (const auto key = read_disaggregation(text)) return good(*key);
  // It stays as it is: as a total it would be counted twice.
  CellReading reading = bad("D-08", fmt::format("disagg is not a list of groups: '{}'", text),
                            "write it as age=18-24;sex=f, or map the columns below disaggregation");
  reading.value = std::string(text);
  return reading;
}

CellReading read_choice(const Field& field, std::string_view text) {
  const std::string folded = fold_key(text);
  if (field.name == "sex")
    if (const auto sex = look_up(sex_words, folded)) return good(std::string(*sex));
  std::vector<std::string_view> words;
  std::string_view rest = field.choices;
  while (!rest.empty()) {
    const std::size_t space = std::min(rest.find(' '), rest.size());
    words.push_back(rest.substr(0, space));
    if (fold_key(words.back()) == folded) return good(std::string(words.back()));
    rest.remove_prefix(std::min(space + 1, rest.size()));
  }
  const auto meant = nearest(folded, words);
  return bad(
      "D-08", fmt::format("unknown {} '{}'", field.name, text),
      meant ? fmt::format("did you mean '{}'?", *meant) : fmt::format("one of {}", fmt::join(words, ", ")));
}

}  // namespace

CellReading read_cell(const Field& field, const Scalar& cell, char decimal, FiscalStart fiscal,
                      DateOrder order, const TimeZone* zone, int year) {
  if (const Mark* mark = std::get_if<Mark>(&cell)) return good(*mark);
  const std::string whole = canonical_text(cell);
  const std::string_view text = trim(whole);
  const std::string folded = fold_key(text);
  if (text.empty()) return good(Mark::not_recorded);
  const bool wordless =
      field.kind != FieldKind::text && field.kind != FieldKind::language && field.kind != FieldKind::key;
  if (wordless)
    if (const auto mark = missing_mark(folded)) return good(*mark);
  if (field.name == "disagg") return read_breakdown(text);
  switch (field.kind) {
    case FieldKind::key:
    case FieldKind::text:
    case FieldKind::language:
      return good(std::string(text));
    case FieldKind::number:
      return read_number(field, cell, text, decimal);
    case FieldKind::whole:
      return read_whole(field, cell, text, decimal);
    case FieldKind::date:
      return read_date(field, cell, text, order, zone);
    case FieldKind::period:
      return read_period(field, cell, text, fiscal, order, zone, year);
    case FieldKind::choice:
      return read_choice(field, text);
    case FieldKind::truth:
      if (const auto truth = look_up(truth_words, folded)) return good(*truth == "1");
      return bad("D-08", fmt::format("{} must be yes or no: '{}'", field.name, text),
                 field.guards ? "it counts as yes until it can be read" : "");
  }
  return good(Mark::not_recorded);
}

std::string category_of(std::string_view dimension, std::string_view text) {
  const std::string folded = fold_key(trim(text));
  if (look_up(total_words, folded)) return {};
  if (dimension == "sex")
    if (const auto sex = look_up(sex_words, folded)) return std::string(*sex);
  return std::string(trim(text));
}

}  // namespace kvali
