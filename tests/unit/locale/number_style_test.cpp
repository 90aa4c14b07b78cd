#include "locale/number_style.hpp"

#include "catch.hpp"

using namespace kvali;

namespace {

/// Every number that the language writes in another way, with that.
std::vector<std::string> corrections(std::string_view text, const char* lang) {
  const Locale locale(lang);
  std::vector<std::string> found;
  for (const WrittenNumber& number : written_numbers(text))
    if (const auto right = corrected(number, locale))
      found.push_back(std::string(number.text) + " -> " + *right);
  return found;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("numbers written as another language does are corrected", "[locale]") {
  CHECK(corrections("სულ 1,260 ადამიანი, 12.5%", "ka") == Texts{"1,260 -> 1260", "12.5 -> 12,5"});
  CHECK(corrections("1,234,567.80 GEL", "ka") == Texts{"1,234,567.80 -> 1\u00A0234\u00A0567,80"});
  CHECK(corrections("1.260 people, 12,5 %, 1.234.567,5", "en") ==
        Texts{"1.260 -> 1,260", "12,5 -> 12.5", "1.234.567,5 -> 1,234,567.5"});
}

TEST_CASE("numbers written as the language does are right", "[locale]") {
  CHECK(corrections("1260 ადამიანი, 12,5%, 1 234 567,80", "ka").empty());
  CHECK(corrections("1,260 people, 12.5%, 1,234,567.80", "en").empty());
}

TEST_CASE("codes, dates, times, addresses and lists are no numbers", "[locale]") {
  for (const char* text : {"ინდიკატორი 1.1 და 1.2.3", "08.12.2025", "2025.12.08", "10.30-12.00", "v1.234",
                           "1,2,3", "0,125", "tel. 599.123.456-1", "10:30", "/1.234/", "3.14"})
    for (const char* lang : {"ka", "en"}) CHECK(corrections(text, lang) == Texts{});
}
