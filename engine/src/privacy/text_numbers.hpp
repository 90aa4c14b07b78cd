#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.hpp"
#include "locale/locale.hpp"
#include "privacy/name_words.hpp"

namespace kvali {

/// A number that a sentence says, in digits or words.
struct TextNumber {
  std::size_t begin = 0, end = 0;  ///< Bytes of the text.
  Decimal value;
  int digits = 0;        ///< Behind the point.
  bool percent = false;  ///< A "%" follows.
};

/// Finds the numbers of texts in one language.  Days of months, ordinals, ranges and numbers of documents
/// are none.
class TextNumbers {
 public:
  explicit TextNumbers(const Locale& locale);

  [[nodiscard]] std::vector<TextNumber> in(std::string_view text, const std::vector<NameWord>& words) const;

 private:
  [[nodiscard]] bool read(std::string_view text, std::size_t& at, TextNumber& number) const;

  char decimal_;
  std::vector<std::string> spelled_;  ///< Romanised, from 1 on.
};

}  // namespace kvali
