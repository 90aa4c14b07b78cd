#include <algorithm>
#include <cstdint>
#include <set>

#include "minutes.hpp"

namespace kvali::minutes {

void settle_actions(std::vector<Record>& records,
                    const std::function<void(const Record&, const std::string&, Place)>& warn) {
  std::vector<Record*> in_time;
  for (Record& record : records) in_time.push_back(&record);
  // Meetings without a date stay where their file put them, behind the dated ones.
  std::stable_sort(in_time.begin(), in_time.end(), [](const Record* a, const Record* b) {
    const auto day = [](const Record* r) { return r->meeting.start ? r->meeting.start->days : INT32_MAX; };
    return day(a) < day(b);
  });
  std::map<std::string, std::string> origins;
  for (Record* record : in_time) {
    const std::string& meeting = record->meeting.id;
    size_t sequence = 0;
    std::set<std::string> here;
    for (ActionPoint& action : record->actions) {
      ++sequence;
      action.id = action.explicit_id.value_or(meeting + "-a" + std::to_string(sequence));
      if (!here.insert(action.id).second)
        warn(*record,
             "#" + action.id + " stands twice in one meeting\nhint: give every action point its own #id",
             {action.line, 1});
      const auto [origin, first] = origins.try_emplace(action.id, meeting);
      action.origin = origin->second;
      // The meeting that calls it done is when it is known to be done, unless a day is given.
      if (action.status == "done" && !action.closed_on) action.closed_on = record->meeting.start;
      if (first) {
        if (!action.status) action.status = "open";
        continue;
      }
      // News of an earlier action: its wording stays the one it was agreed in.
      action.history = std::move(action.text);
      action.text.clear();
      action.firm.reset();
    }
  }
}

}  // namespace kvali::minutes
