#pragma once

#include <optional>
#include <string_view>

namespace kvali {

/// What a column of figures can mean.
enum class HeadingMeaning { code, title, period, value, target, sex, age, place, organisation, note, unit };

/// What people mean by this heading, in English or Georgian: "Indicator code", "თვე", "Reached (people)".
/// Nothing for a heading that says nothing to us.  The whole heading decides before single words in it.
[[nodiscard]] std::optional<HeadingMeaning> known_heading(std::string_view heading);

}  // namespace kvali
