#include "privacy/person_in_text.hpp"

#include <algorithm>
#include <array>

#include "privacy/given_names.hpp"

namespace kvali {

namespace {

using Words = std::vector<NameWord>;
using enum PrivatePerson::Known;

/// A surname alone is looked for from this length on: shorter ones are words as well.
constexpr std::size_t long_surname = 5;
/// A shorter name is one only where it begins with a capital.
constexpr std::size_t shortest_lower_case = 3;

/// Of a romanised word; a Georgian letter may be two.
std::size_t letters_in(std::string_view roman) {
  constexpr std::array<std::string_view, 7> pairs{"zh", "gh", "sh", "ch", "ts", "dz", "kh"};
  std::size_t letters = 0;
  for (std::size_t at = 0; at < roman.size(); ++letters)
    at += std::find(pairs.begin(), pairs.end(), roman.substr(at, 2)) == pairs.end() ? 1U : 2U;
  return letters;
}

bool matches(const Words& words, std::size_t at, const PersonName& name, bool reversed) {
  const Endings endings = name.size() == 1 ? Endings::cases : Endings::any;
  for (std::size_t i = 0; i < name.size(); ++i)
    if (!is_form_of(words[at + i], name[reversed ? name.size() - 1 - i : i], endings)) return false;
  return true;
}

bool is_certain(const PrivatePerson& person) {
  return person.known == listed || person.known == named;
}

bool is_long_or_titled(const NameWord& word) {
  return word.titled || letters_in(word.roman) >= shortest_lower_case;
}

/// A word that is taken for a name by itself.  "UNICEF" among those present is no person in a text.
bool stands_alone(const NameWord& word, const PrivatePerson& person) {
  switch (person.known) {
    case listed:
      return true;
    case named:
      return is_long_or_titled(word);
    case attends:
      return is_long_or_titled(word) && !word.capitals;
    case unclear:
      return word.marked && !word.capitals;
  }
  return false;
}

/// A name of one word.  Who only owns an action, "@besik", is asked about and may be no person: there the
/// name must be a common one, or its capital stand within a sentence.
bool is_single_name(const NameWord& word, std::string_view name, const PrivatePerson& person) {
  if (stands_alone(word, person)) return true;
  if (person.known != unclear || word.capitals || word.address) return false;
  return (word.titled && word.inner) || (is_given_name(name) && is_long_or_titled(word));
}

/// A cell that is the name and nothing else.
bool is_all(const Words& words, const PrivatePerson& person) {
  return words.size() == 1 && (is_certain(person) || !words.front().capitals);
}

bool follows(const Words& words, std::size_t at) {
  return at + 1 < words.size() && words[at + 1].begin == words[at].end + 1;
}

/// "შვილი", "ძე", "ავა" and "იანი" in any case, romanised.
bool reads_as_surname(const NameWord& word) {
  if (word.georgian.empty()) return word.titled && word.roman.size() > 1;
  constexpr std::array<std::string_view, 4> ends{"შვილ", "ძე", "ავა", "იან"};
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) {
    const std::size_t at = word.georgian.rfind(end);
    return at != std::string::npos && at > end.size() &&
           is_case_ending(std::string_view(word.georgian).substr(at + end.size()));
  });
}

/// "Nino Kapanadze" is somebody else than Nino Beridze, and "St Nino" a church.
bool is_of_another(const Words& words, std::size_t at) {
  if (follows(words, at) && reads_as_surname(words[at + 1])) return true;
  constexpr std::array<std::string_view, 4> saint{"st", "saint", "tsm", "tsminda"};
  if (at == 0 || words[at - 1].end + 2 < words[at].begin) return false;
  return std::find(saint.begin(), saint.end(), words[at - 1].roman) != saint.end();
}

/// Some write the surname first, or an office before the name.
const std::string& given_in(const PersonName& name) {
  const auto common =
      std::find_if(name.begin(), name.end(), [](const auto& word) { return is_given_name(word); });
  return common == name.end() ? name.front() : *common;
}

bool is_given_alone(const Words& words, std::size_t at, const PersonName& name, const PrivatePerson& person) {
  const std::string& given = given_in(name);
  const NameWord& word = words[at];
  if (letters_in(given) < shortest_lower_case || !is_form_of(word, given, Endings::given)) return false;
  const bool common = is_given_name(given);
  if (word.georgian.empty() && !word.titled && (!common || word.address)) return false;
  return (is_certain(person) || (common && !word.capitals)) && !is_of_another(words, at);
}

bool is_surname_alone(const NameWord& word, const PersonName& name, const PrivatePerson& person) {
  const Endings endings = person.known == listed ? Endings::any : Endings::cases;
  return stands_alone(word, person) && is_form_of(word, name.back(), endings) &&
         letters_in(name.back()) >= long_surname;
}

}  // namespace

PersonName person_name(std::string_view written) {
  constexpr std::array<std::string_view, 10> addresses{"mr",   "mrs",       "ms",     "miss",      "dr",
                                                       "prof", "professor", "batoni", "kalbatoni", "doktori"};
  PersonName name;
  for (const NameWord& word : name_words(written)) name.push_back(word.roman);
  while (name.size() > 1 && std::find(addresses.begin(), addresses.end(), name.front()) != addresses.end())
    name.erase(name.begin());
  return name;
}

std::size_t words_of_name(const Words& words, std::size_t at, const PersonName& name) {
  const bool fits =
      at + name.size() <= words.size() && (matches(words, at, name, false) || matches(words, at, name, true));
  return fits ? name.size() : 0;
}

std::size_t words_of_person(const Words& words, std::size_t at, const PrivatePerson& person,
                            std::size_t index) {
  const PersonName& name = person.names[index];
  const std::size_t whole = words_of_name(words, at, name);
  if (name.size() == 1)
    return is_all(words, person) || is_single_name(words[at], name.front(), person) ? whole : 0;
  if (whole > 0) return whole;
  return is_surname_alone(words[at], name, person) || is_given_alone(words, at, name, person) ? 1 : 0;
}

}  // namespace kvali
