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
  Heading meaning;
  bool inside = false;  ///< Also means it as a part of a longer heading.
};

constexpr auto known = std::to_array<Known>({
    {"code", Heading::code},
    {"indicator code", Heading::code, true},
    {"indicator id", Heading::code, true},
    {"indicatorid", Heading::code},
    {"indicator no", Heading::code, true},
    {"no", Heading::code},
    {"nr", Heading::code},
    {"№", Heading::code},
    {"კოდი", Heading::code},
    {"ინდიკატორის კოდი", Heading::code, true},
    {"ინდიკატორის ნომერი", Heading::code, true},
    {"indicator", Heading::title},
    {"indicator name", Heading::title, true},
    {"indicator title", Heading::title, true},
    {"title", Heading::title},
    {"ინდიკატორი", Heading::title},
    {"ინდიკატორის დასახელება", Heading::title, true},
    {"დასახელება", Heading::title},
    {"month", Heading::period, true},
    {"period", Heading::period, true},
    {"reporting period", Heading::period, true},
    {"quarter", Heading::period},
    {"year", Heading::period},
    {"date", Heading::period, true},
    {"თვე", Heading::period},
    {"პერიოდი", Heading::period, true},
    {"საანგარიშო პერიოდი", Heading::period, true},
    {"კვარტალი", Heading::period},
    {"წელი", Heading::period},
    {"თარიღი", Heading::period, true},
    {"value", Heading::value},
    {"actual", Heading::value, true},
    {"achieved", Heading::value, true},
    {"achievement", Heading::value},
    {"reached", Heading::value, true},
    {"result", Heading::value},
    {"მაჩვენებელი", Heading::value},
    {"მნიშვნელობა", Heading::value},
    {"ფაქტობრივი", Heading::value, true},
    {"მიღწეული", Heading::value, true},
    {"შედეგი", Heading::value},
    {"target", Heading::target},
    {"targeted", Heading::target},
    {"plan", Heading::target},
    {"planned", Heading::target, true},
    {"გეგმა", Heading::target},
    {"სამიზნე", Heading::target},
    {"სამიზნე მაჩვენებელი", Heading::target},
    {"sex", Heading::sex},
    {"gender", Heading::sex},
    {"სქესი", Heading::sex},
    {"age", Heading::age},
    {"age group", Heading::age, true},
    {"ასაკი", Heading::age},
    {"ასაკობრივი ჯგუფი", Heading::age, true},
    {"place", Heading::place},
    {"location", Heading::place, true},
    {"municipality", Heading::place, true},
    {"district", Heading::place, true},
    {"region", Heading::place, true},
    {"country", Heading::place},
    {"admin2", Heading::place},
    {"iso3", Heading::place},
    {"ადგილი", Heading::place},
    {"მუნიციპალიტეტი", Heading::place, true},
    {"რეგიონი", Heading::place, true},
    {"organisation", Heading::organisation},
    {"organization", Heading::organisation},
    {"partner", Heading::organisation, true},
    {"ორგანიზაცია", Heading::organisation},
    {"პარტნიორი", Heading::organisation},
    {"note", Heading::note},
    {"notes", Heading::note},
    {"comment", Heading::note},
    {"comments", Heading::note},
    {"remarks", Heading::note},
    {"შენიშვნა", Heading::note},
    {"კომენტარი", Heading::note},
    {"unit", Heading::unit},
    {"unit of measure", Heading::unit, true},
    {"ერთეული", Heading::unit},
    {"საზომი ერთეული", Heading::unit, true},
});

/// Words alone: what is written in brackets or after a dash keeps its own words.
std::string plain_words(std::string_view heading) {
  std::string text = fold_key(heading);
  for (char& c : text)
    if (std::string_view("()[]/:,.;_-#*").find(c) != std::string_view::npos) c = ' ';
  return fold_key(text);
}

}  // namespace

std::optional<Heading> known_heading(std::string_view heading) {
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
