#pragma once

#include <vector>

#include "privacy/name_words.hpp"

namespace kvali {

/// Are these words a group or an office and nobody's name: "everybody", "community leaders", "ქალთა ჯგუფი",
/// "coordinator"?  "Coordinator Nino Beridze" is a person.
[[nodiscard]] bool is_group(const std::vector<NameWord>& words);

}  // namespace kvali
