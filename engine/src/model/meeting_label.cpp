#include "model/meeting_label.hpp"

namespace kvali {

std::string meeting_label(const Table& meetings, const MeetingRecord& meeting, const Catalogue& words) {
  const Scalar type = meetings.scalar("type", meeting.row);
  const std::string key = "meeting_type." + canonical_text(type);
  std::string name =
      !is_missing(type) && words.contains(key) ? words.text(key) : words.text("meeting_label.other");
  if (const Scalar number = meetings.scalar("number", meeting.row); !is_missing(number))
    name =
        words.text("meeting_label.numbered",
                   {{"number", words.locale().ordinal(std::get<std::int64_t>(number))}, {"meeting", name}});
  if (!meeting.date) return name;
  return words.text("meeting_label.dated", {{"meeting", name}, {"date", words.locale().date(*meeting.date)}});
}

}  // namespace kvali
