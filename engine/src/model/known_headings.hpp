#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kvali {

/// What a column of figures can mean.  `women` and `men` hold the figures of one sex each, `total` those of
/// everybody beside them; `group` tells apart what is counted, by whatever it is.
enum class HeadingMeaning {
  code,
  title,
  period,
  value,
  target,
  sex,
  age,
  place,
  organisation,
  note,
  unit,
  women,
  men,
  total,
  group
};

/// What people mean by this heading, in English or Georgian: "Indicator code", "თვე", "Reached (people)".
/// Nothing for a heading that says nothing to us.  The whole heading decides before single words in it.
[[nodiscard]] std::optional<HeadingMeaning> known_heading(std::string_view heading);

/// Does the heading say that its numbers count nothing: "id", "budgetYear", "exchangeRate", "Admin 1 PCode",
/// "Phone"?
[[nodiscard]] bool names_no_figure(std::string_view heading);

/// Does the heading say that its cells say who somebody is: "Surname", "გვარი", "Phone", "E-mail"?
[[nodiscard]] bool names_persons(std::string_view heading);

/// Does a column of so many different words in so many rows tell groups?  Words that hardly ever come again
/// are names.
[[nodiscard]] bool are_groups(std::size_t words, std::size_t rows);

/// The words of a heading, folded and parted by single spaces: "budgetYear (USD)" is "budget year usd".
[[nodiscard]] std::string heading_words(std::string_view heading);

}  // namespace kvali
