#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kvali {

/// A word of a text, as names are compared: without case, and Georgian romanised, because minutes in one
/// script name people whom texts name in the other.
struct NameWord {
  std::size_t begin = 0, end = 0;  ///< Bytes of the text.
  std::string roman;
  std::string georgian;   ///< The same before it was romanised; "" in another script, which has no cases.
  bool titled = false;    ///< A capital and a small letter, as names begin in Latin script.
  bool capitals = false;  ///< Two capitals and no small letter, as acronyms are.
  bool marked =
      false;  ///< "@word", "[word]", or "word:" at the beginning, as minutes name who acts or speaks.
  bool inner = false;    ///< Does not begin a sentence: a capital there is a name's.
  bool address = false;  ///< Part of one: "info@besik.example".
};

[[nodiscard]] std::vector<NameWord> name_words(std::string_view text);

/// How much may follow a name in a Georgian word.
enum class Endings {
  any,  ///< Up to six letters: beside another word of the name, or of a long surname.
  cases,  ///< What a case, a postposition and a particle are; "ანალიზი" is no form of "ანა".
  given  ///< The same of a given name, which keeps its vowel: "ვაჟი" is no form of "ვაჟა".
};

/// Is the word a form of a name's word, which is `roman`?
[[nodiscard]] bool is_form_of(const NameWord& word, std::string_view roman, Endings endings);

/// What a case, a postposition and a particle add to a stem: "ისათვის", "ამაც", "ოსთან", "ებს".
[[nodiscard]] bool is_case_ending(std::string_view georgian);

/// A romanised name without the vowel that Georgian cases take off or replace.
[[nodiscard]] std::string_view name_stem(std::string_view roman);

}  // namespace kvali
