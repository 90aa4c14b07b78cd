#pragma once

#include <string_view>

namespace kvali {

/// Is it an ISO 3166-1 code of three letters, "GEO"?  Case does not matter.
[[nodiscard]] bool is_country(std::string_view code);

/// Is it a BCP 47 tag whose language ISO 639 knows: "ka", "az-Latn"?
[[nodiscard]] bool is_language(std::string_view tag);

/// Has it the form of a p-code: the two letters of a country, then digits and letters, "GE15"?  Which ones
/// there are only the country's list knows.
[[nodiscard]] bool is_place_code(std::string_view code);

}  // namespace kvali
