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
});

/// Words alone: what is written in brackets or after a dash keeps its own words.
std::string plain_words(std::string_view heading) {
  std::string text = fold_key(heading);
  for (char& c : text)
    if (std::string_view("()[]/:,.;_-#*").find(c) != std::string_view::npos) c = ' ';
  return fold_key(text);
}

}  // namespace

std::optional<HeadingMeaning> known_heading(std::string_view heading) {
  const std::string text = plain_words(heading);
  for (const Known& entry : known)
    if (entry.words == text) return entry.meaning;
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
