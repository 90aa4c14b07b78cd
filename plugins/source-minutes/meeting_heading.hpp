// Headings that open a meeting: "## 3rd meeting – 8 December 2020".
#pragma once

#include <optional>
#include <string>

#include "dates.hpp"

namespace kvali::minutes {

/// The date a heading opens a meeting with: at its beginning or end, so that "Follow-up of the visit
/// on 3 May 2021 in Batumi" is no meeting.  Without a year only if there is nothing else.
std::optional<WrittenDate> meeting_date(const std::string& heading);

/// "3rd meeting – 8 December 2020" -> "3rd meeting"
std::string title_without_date(const std::string& heading, const WrittenDate& date);

}  // namespace kvali::minutes
