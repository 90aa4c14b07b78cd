#include "model/known_headings.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/text.hpp"

namespace kvali {

namespace {

struct Known {
  std::string_view words;  ///< Folded as by fold_key(), parts by single spaces.
  HeadingMeaning meaning;
  bool inside = false;  ///< Also means it as a part of a longer heading.
};

constexpr auto known = std::to_array<Known>({
    {"code", HeadingMeaning::code},
    {"indicator code", HeadingMeaning::code, true},
    {"indicator id", HeadingMeaning::code, true},
    {"indicatorid", HeadingMeaning::code},
    {"indicator no", HeadingMeaning::code, true},
    {"no", HeadingMeaning::code},
    {"nr", HeadingMeaning::code},
    {"№", HeadingMeaning::code},
    {"კოდი", HeadingMeaning::code},
    {"ინდიკატორის კოდი", HeadingMeaning::code, true},
    {"ინდიკატორის ნომერი", HeadingMeaning::code, true},
    {"indicator", HeadingMeaning::title},
    {"indicator name", HeadingMeaning::title, true},
    {"indicator title", HeadingMeaning::title, true},
    {"title", HeadingMeaning::title},
    {"ინდიკატორი", HeadingMeaning::title},
    {"ინდიკატორის დასახელება", HeadingMeaning::title, true},
    {"დასახელება", HeadingMeaning::title},
    {"month", HeadingMeaning::period, true},
    {"period", HeadingMeaning::period, true},
    {"reporting period", HeadingMeaning::period, true},
    {"quarter", HeadingMeaning::period},
    {"year", HeadingMeaning::period},
    {"date", HeadingMeaning::period, true},
    {"თვე", HeadingMeaning::period},
    {"პერიოდი", HeadingMeaning::period, true},
    {"საანგარიშო პერიოდი", HeadingMeaning::period, true},
    {"კვარტალი", HeadingMeaning::period},
    {"წელი", HeadingMeaning::period},
    {"თარიღი", HeadingMeaning::period, true},
    {"value", HeadingMeaning::value},
    {"actual", HeadingMeaning::value, true},
    {"achieved", HeadingMeaning::value, true},
    {"achievement", HeadingMeaning::value},
    {"reached", HeadingMeaning::value, true},
    {"result", HeadingMeaning::value},
    {"მაჩვენებელი", HeadingMeaning::value},
    {"მნიშვნელობა", HeadingMeaning::value},
    {"ფაქტობრივი", HeadingMeaning::value, true},
    {"მიღწეული", HeadingMeaning::value, true},
    {"შედეგი", HeadingMeaning::value},
    {"target", HeadingMeaning::target},
    {"targeted", HeadingMeaning::target},
    {"plan", HeadingMeaning::target},
    {"planned", HeadingMeaning::target, true},
    {"გეგმა", HeadingMeaning::target},
    {"სამიზნე", HeadingMeaning::target},
    {"სამიზნე მაჩვენებელი", HeadingMeaning::target},
    {"sex", HeadingMeaning::sex},
    {"gender", HeadingMeaning::sex},
    {"სქესი", HeadingMeaning::sex},
    {"age", HeadingMeaning::age},
    {"age group", HeadingMeaning::age, true},
    {"ასაკი", HeadingMeaning::age},
    {"ასაკობრივი ჯგუფი", HeadingMeaning::age, true},
    {"place", HeadingMeaning::place},
    {"location", HeadingMeaning::place, true},
    {"municipality", HeadingMeaning::place, true},
    {"district", HeadingMeaning::place, true},
    {"region", HeadingMeaning::place, true},
    {"country", HeadingMeaning::place},
    {"admin2", HeadingMeaning::place},
    {"iso3", HeadingMeaning::place},
    {"ადგილი", HeadingMeaning::place},
    {"მუნიციპალიტეტი", HeadingMeaning::place, true},
    {"რეგიონი", HeadingMeaning::place, true},
    {"organisation", HeadingMeaning::organisation},
    {"organization", HeadingMeaning::organisation},
    {"partner", HeadingMeaning::organisation, true},
    {"ორგანიზაცია", HeadingMeaning::organisation},
    {"პარტნიორი", HeadingMeaning::organisation},
    {"note", HeadingMeaning::note},
    {"notes", HeadingMeaning::note},
    {"comment", HeadingMeaning::note},
    {"comments", HeadingMeaning::note},
    {"remarks", HeadingMeaning::note},
    {"შენიშვნა", HeadingMeaning::note},
    {"კომენტარი", HeadingMeaning::note},
    {"unit", HeadingMeaning::unit},
    {"unit of measure", HeadingMeaning::unit, true},
    {"ერთეული", HeadingMeaning::unit},
    {"საზომი ერთეული", HeadingMeaning::unit, true},
    {"women", HeadingMeaning::women},
    {"female", HeadingMeaning::women},
    {"females", HeadingMeaning::women},
    {"ქალი", HeadingMeaning::women},
    {"ქალები", HeadingMeaning::women},
    {"men", HeadingMeaning::men},
    {"male", HeadingMeaning::men},
    {"males", HeadingMeaning::men},
    {"კაცი", HeadingMeaning::men},
    {"კაცები", HeadingMeaning::men},
    {"მამაკაცი", HeadingMeaning::men},
    {"მამაკაცები", HeadingMeaning::men},
    {"total", HeadingMeaning::total},
    {"both sexes", HeadingMeaning::total},
    {"სულ", HeadingMeaning::total},
    {"ჯამი", HeadingMeaning::total},
});

/// Numbers below such words name, place or price something, and count nothing.
constexpr auto no_figures = std::to_array<std::string_view>(
    {"id",  "ids",      "uuid",      "guid", "code", "codes",  "pcode",  "ref",     "refs",          "lat",
     "lon", "latitude", "longitude", "gps",  "zip",  "postal", "serial", "version", "exchange rate", "კოდი"});

/// At the end of a heading they do; "No. of households" counts.
constexpr auto numbers_of_things =
    std::to_array<std::string_view>({"no", "nr", "№", "number", "phone", "ნომერი", "ტელეფონი", "კურსი"});

/// Whole headings of columns that name persons; "name" within a longer one may be that of a place.
constexpr auto names_of_persons = std::to_array<std::string_view>(
    {"name", "names", "full name", "first name", "last name", "family name", "person", "participant",
     "beneficiary", "სახელი", "სახელები", "პირი", "მონაწილე", "ბენეფიციარი"});

/// Wherever these stand in a heading, it is about single persons.
constexpr auto words_for_persons = std::to_array<std::string_view>(
    {"surname", "phone", "telephone", "mobile", "email", "e mail", "personal number", "გვარი", "ტელეფონი",
     "მობილური", "ელფოსტა", "ელ ფოსტა", "პირადი ნომერი"});

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

bool is_small(char c) {
  return c >= 'a' && c <= 'z';
}

/// What is left of "number of women reached" without the words that say only that something is counted.
std::string counted_words(const std::string& text) {
  constexpr auto fillers = std::to_array<std::string_view>(
      {"number", "no", "of", "count", "reached", "achieved", "actual", "რაოდენობა", "მიღწეული"});
  std::string left;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    if (std::find(fillers.begin(), fillers.end(), word) == fillers.end())
      left += (left.empty() ? "" : " ") + word;
    at = end + 1;
  }
  return left;
}

/// "title" of "title english": the language that a text is in says nothing of its meaning.
std::string without_language(std::string text) {
  for (const std::string_view language : {" english", " georgian", " ინგლისურად", " ქართულად"})
    if (text.ends_with(language)) text.resize(text.size() - language.size());
  return text;
}

bool is_of_one_sex(HeadingMeaning meaning) {
  return meaning == HeadingMeaning::women || meaning == HeadingMeaning::men;
}

}  // namespace

std::string heading_words(std::string_view heading) {
  std::string parted;
  for (std::size_t i = 0; i < heading.size(); ++i) {
    if (i > 0 && is_capital(heading[i]) && is_small(heading[i - 1])) parted += ' ';
    parted += heading[i];
  }
  std::string text = fold_key(parted);
  for (char& c : text)
    if (std::string_view("()[]/:,.;_-#*").find(c) != std::string_view::npos) c = ' ';
  return fold_key(text);
}

bool names_no_figure(std::string_view heading) {
  const std::string text = " " + heading_words(heading) + " ";
  const auto inside = [&](std::string_view word) {
    return text.find(" " + std::string(word) + " ") != std::string::npos;
  };
  const auto at_end = [&](std::string_view word) { return text.ends_with(" " + std::string(word) + " "); };
  return std::any_of(no_figures.begin(), no_figures.end(), inside) ||
         std::any_of(numbers_of_things.begin(), numbers_of_things.end(), at_end);
}

bool names_persons(std::string_view heading) {
  const std::string text = heading_words(heading);
  return std::find(names_of_persons.begin(), names_of_persons.end(), text) != names_of_persons.end() ||
         std::any_of(words_for_persons.begin(), words_for_persons.end(), [&](std::string_view word) {
           return (" " + text + " ").find(" " + std::string(word) + " ") != std::string::npos;
         });
}

bool are_groups(std::size_t words, std::size_t rows) {
  return words <= 2 || words * 2 <= rows;
}

std::optional<HeadingMeaning> known_heading(std::string_view heading) {
  const std::string text = without_language(heading_words(heading.substr(0, heading.find('@'))));
  for (const Known& entry : known)
    if (entry.words == text) return entry.meaning;
  const std::string counted = counted_words(text);
  for (const Known& entry : known)
    if (is_of_one_sex(entry.meaning) && entry.words == counted) return entry.meaning;
  const Known* longest = nullptr;
  for (const Known& entry : known) {
    if (!entry.inside || (" " + text + " ").find(" " + std::string(entry.words) + " ") == std::string::npos)
      continue;
    if (longest == nullptr || entry.words.size() > longest->words.size()) longest = &entry;
  }
  if (longest == nullptr) return std::nullopt;
  return longest->meaning;
}

}  // namespace kvali
