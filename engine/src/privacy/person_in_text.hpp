#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "privacy/private_persons.hpp"

namespace kvali {

/// Without "Mrs" and the like before it.
[[nodiscard]] PersonName person_name(std::string_view written);

/// How many words from `at` on are the whole name, in its order or the other way round; 0 = none.
[[nodiscard]] std::size_t words_of_name(const std::vector<NameWord>& words, std::size_t at,
                                        const PersonName& name);

/// How many words from `at` on mean the person by a name of theirs, or by a part of it; 0 = none.
[[nodiscard]] std::size_t words_of_person(const std::vector<NameWord>& words, std::size_t at,
                                          const PrivatePerson& person, std::size_t name);

}  // namespace kvali
