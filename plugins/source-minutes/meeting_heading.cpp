#include "meeting_heading.hpp"

#include <algorithm>

#include "text.hpp"

namespace kvali::minutes {

std::string title_without_date(const std::string& heading, const WrittenDate& date) {
  std::string left = heading.substr(0, date.begin);
  std::string right = heading.substr(std::min(date.end, heading.size()));
  std::string text = left.find_first_not_of(' ') == std::string::npos ? right : left;
  std::string_view title = trimmed(text);
  for (bool cut = true; cut;) {
    cut = false;
    for (const std::string_view mark : {"–", "—", "-", ":", ",", ".", "(", ")"}) {
      if (title.starts_with(mark)) title = trimmed(title.substr(mark.size())), cut = true;
      if (title.ends_with(mark)) title = trimmed(title.substr(0, title.size() - mark.size())), cut = true;
    }
  }
  return std::string(title);
}

std::optional<WrittenDate> meeting_date(const std::string& heading) {
  if (const auto whole = whole_date(heading)) return whole;
  const auto found = find_date(heading);
  if (!found || !found->day) return std::nullopt;
  const bool at_end = without_tail(std::string_view(heading).substr(found->end), ".)").empty();
  if (found->begin != 0 && !at_end) return std::nullopt;
  return found;
}

}  // namespace kvali::minutes
