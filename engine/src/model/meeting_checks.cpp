#include "model/meeting_checks.hpp"

#include <fmt/format.h>

#include <map>
#include <set>
#include <string>

#include "base/text.hpp"
#include "model/natural_order.hpp"
#include "model/record_place.hpp"

namespace kvali {

namespace {

/// Numbers of a series, without end: "1, 4-6".
std::string ranges_text(const std::vector<std::pair<std::int64_t, std::int64_t>>& ranges) {
  std::string text;
  for (const auto& [first, last] : ranges)
    text += (text.empty() ? "" : ", ") +
            (first == last ? std::to_string(first) : fmt::format("{}-{}", first, last));
  return text;
}

class MeetingChecks {
 public:
  MeetingChecks(const Workspace& merged, const MeetingRecords& records, const Frame& frame,
                Diagnostics& diagnostics)
      : merged_(merged),
        meetings_(*merged.find("meeting")),
        attendance_(merged.find("attendance")),
        records_(records),
        frame_(frame),
        diagnostics_(diagnostics) {}

  void run() {
    for (const MeetingRecord& meeting : records_.all()) {
      const HeadCount heads = meeting.heads(attendance_);
      check_total(meeting, heads);
      if (!meeting.held)
        check_unheld(meeting, heads);
      else
        check_held(meeting, heads);
      note_number(meeting);
    }
    if (later_ != nullptr) report_later();
    for (const auto& [series, numbers] : series_) check_series(series, numbers);
  }

 private:
  struct Finding {
    const char* id;
    Severity severity;
    std::string message, hint;
    std::string value = {};
  };

  void tell(const MeetingRecord& meeting, Finding finding, std::string subject = {}) {
    Diagnostic diagnostic;
    diagnostic.id = finding.id;
    diagnostic.severity = finding.severity;
    diagnostic.message = std::move(finding.message);
    diagnostic.hint = std::move(finding.hint);
    diagnostic.subject = subject.empty() ? "meeting=" + meeting.id : std::move(subject);
    diagnostic.value = std::move(finding.value);
    diagnostic.place = record_place(merged_.evidence, meetings_.row_evidence[meeting.row]);
    diagnostics_.add(std::move(diagnostic));
  }

  [[nodiscard]] std::optional<std::int64_t> whole(std::string_view field,
                                                  const MeetingRecord& meeting) const {
    const Scalar cell = meetings_.scalar(field, meeting.row);
    return is_missing(cell) ? std::nullopt : std::optional(std::get<std::int64_t>(cell));
  }

  void check_total(const MeetingRecord& meeting, const HeadCount& heads) {
    const auto stated = whole("att_total", meeting);
    if (!stated || !heads.complete || !heads.counted || *stated == heads.total) return;
    tell(meeting, {"M-03", Severity::error,
                   fmt::format("meeting {}: the attendance list adds up to {}, the stated total is {}",
                               meeting.id, heads.total, *stated),
                   "correct the list or the total; people of unknown sex count too",
                   fmt::format("{} / {}", heads.total, *stated)});
  }

  void check_unheld(const MeetingRecord& meeting, const HeadCount& heads) {
    if (!heads.counted && !whole("att_total", meeting)) return;
    const std::string status = canonical_text(meetings_.scalar("status", meeting.row));
    tell(meeting,
         {"M-14", Severity::warning,
          fmt::format("meeting {} is {}, and people are counted; it is left out", meeting.id, status),
          "write status = held if it took place, else take the attendance out", status});
  }

  void check_held(const MeetingRecord& meeting, const HeadCount& heads) {
    if (!meeting.date) {
      tell(meeting,
           {"M-04", Severity::warning, fmt::format("meeting {} has no date; no report shows it", meeting.id),
            "write the full date, such as 2020-12-08"});
      return;
    }
    if (*meeting.date > frame_.as_of) {
      ++later_count_;
      if (later_ == nullptr) later_ = &meeting;
    }
    if (!contains(frame_.period, *meeting.date) || *meeting.date > frame_.as_of) return;
    if (!heads.counted && !whole("att_total", meeting))
      tell(meeting, {"M-01", Severity::warning,
                     fmt::format("meeting {}: how many took part is not recorded", meeting.id),
                     "write the number of people beside each organisation, or a total"});
    else if (!heads.sexed)
      tell(meeting, {"M-02", Severity::warning,
                     fmt::format("meeting {}: women and men are not counted apart", meeting.id),
                     "write such as \"12 f, 5 m - Organisation\""});
  }

  /// Minutes of later meetings may lie in the folder while an earlier month is reported: no mistake.
  void report_later() {
    tell(*later_,
         {"M-04", Severity::info,
          fmt::format(
              "the data stand at {}, and {} dated later; left out", iso_text(frame_.as_of),
              later_count_ == 1 ? std::string("a meeting is") : fmt::format("{} meetings are", later_count_)),
          "nothing, if they belong to a later report; else correct the date", std::to_string(later_count_)});
  }

  void note_number(const MeetingRecord& meeting) {
    const auto number = whole("number", meeting);
    const std::string series = canonical_text(meetings_.scalar("series", meeting.row));
    if (!number || *number < 1 || series.empty()) return;
    const auto [it, added] = series_[series].emplace(*number, &meeting);
    if (!added) compare(*it->second, meeting);
  }

  /// Two records of one meeting.
  void compare(const MeetingRecord& first, const MeetingRecord& second) {
    for (const char* field : {"date", "type"}) {
      const std::string one = canonical_text(meetings_.scalar(field, first.row));
      const std::string other = canonical_text(meetings_.scalar(field, second.row));
      if (fold_key(one) == fold_key(other)) continue;
      tell(second, {"M-05", Severity::warning,
                    fmt::format("meetings {} and {} are the same of their series, with another {}: {} or {}",
                                first.id, second.id, field, one.empty() ? "none" : one,
                                other.empty() ? "none" : other),
                    "correct one of them, or give it its own number", one + " / " + other});
      return;
    }
  }

  using Numbers = std::map<std::int64_t, const MeetingRecord*>;

  void check_series(const std::string& series, const Numbers& numbers) {
    std::vector<std::pair<std::int64_t, std::int64_t>> gaps;
    std::int64_t next = 1;
    const MeetingRecord* after = nullptr;
    for (const auto& [number, meeting] : numbers) {
      if (number > next) {
        gaps.emplace_back(next, number - 1);
        if (after == nullptr) after = meeting;
      }
      next = number + 1;
    }
    if (after == nullptr) return;
    const std::string missing = ranges_text(gaps);
    const bool one = gaps.size() == 1 && gaps.front().first == gaps.front().second;
    tell(*after,
         {"M-13", Severity::warning,
          fmt::format("of the meetings of {}, {} not on file", series,
                      one ? fmt::format("number {} is", missing) : fmt::format("numbers {} are", missing)),
          "add the minutes, or correct the number", missing},
         "series=" + series);
  }

  const Workspace& merged_;
  const Table& meetings_;
  const Table* attendance_;
  const MeetingRecords& records_;
  const Frame& frame_;
  Diagnostics& diagnostics_;
  const MeetingRecord* later_ = nullptr;  ///< The first that is dated later.
  int later_count_ = 0;
  std::map<std::string, Numbers, NaturalLess> series_;
};

}  // namespace

void check_meetings(const Workspace& merged, const MeetingRecords& records, const Frame& frame,
                    Diagnostics& diagnostics) {
  if (merged.find("meeting") != nullptr) MeetingChecks(merged, records, frame, diagnostics).run();
}

}  // namespace kvali
