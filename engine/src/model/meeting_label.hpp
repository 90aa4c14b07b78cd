#pragma once

#include <string>

#include "locale/catalogue.hpp"
#include "model/meeting_records.hpp"

namespace kvali {

/// A meeting as a sentence names it: "3rd working meeting, 8 December 2020", as far as that is recorded.
[[nodiscard]] std::string meeting_label(const Table& meetings, const MeetingRecord& meeting,
                                        const Catalogue& words);

}  // namespace kvali
