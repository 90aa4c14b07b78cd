#include "model/meeting_records.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"

namespace kvali {

namespace {

/// Words of a status or answer, compared after folding.
template <std::size_t N>
bool is_one_of(const Scalar& word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), fold_key(canonical_text(word))) != words.end();
}

/// People of one row: the count, or the one person it names; nothing for a group that nobody counted.
std::optional<std::int64_t> people_in(const Table& attendance, std::size_t row) {
  const Scalar count = attendance.scalar("count", row);
  if (!is_missing(count)) return std::get<std::int64_t>(count);
  return is_missing(attendance.scalar("person", row)) ? std::nullopt : std::optional<std::int64_t>(1);
}

void add_people(std::int64_t& sum, std::int64_t people) {
  if (__builtin_add_overflow(sum, people, &sum)) throw Error("number of people too large");
}

}  // namespace

bool was_there(const Table& attendance, std::size_t row) {
  static constexpr std::array<std::string_view, 6> absent{"absent",       "declined",  "accepted",
                                                          "needs-action", "tentative", "delegated"};
  return !is_one_of(attendance.scalar("partstat", row), absent);
}

bool took_place(const Scalar& status) {
  static constexpr std::array<std::string_view, 5> not_held{"planned", "tentative", "postponed", "cancelled",
                                                            "canceled"};
  return !is_one_of(status, not_held);
}

void HeadCount::add(const Table& attendance, std::size_t row) {
  const auto people = people_in(attendance, row);
  if (!people) {
    complete = false;
    return;
  }
  const std::string sex = canonical_text(attendance.scalar("sex", row));
  add_people(sex == "f" ? women : sex == "m" ? men : sex == "x" ? other : unknown, *people);
  add_people(total, *people);
  counted = true;
  sexed = sexed || (!sex.empty() && sex != "u");
  records.push_back(attendance.row_evidence[row]);
}

void HeadCount::add_unknown(std::int64_t people, EvidenceId record) {
  add_people(unknown, people);
  add_people(total, people);
  counted = true;
  records.push_back(record);
}

HeadCount MeetingRecord::heads(const Table* attendance_table) const {
  HeadCount heads;
  for (const std::size_t i : attendance) heads.add(*attendance_table, i);
  return heads;
}

MeetingRecords::MeetingRecords(const Workspace& merged) {
  const Table* meetings = merged.find("meeting");
  for (std::size_t row = 0; meetings != nullptr && row < meetings->rows(); ++row) {
    MeetingRecord record;
    record.id = canonical_text(meetings->scalar("meeting_id", row));
    record.row = row;
    if (const Scalar date = meetings->scalar("date", row); !is_missing(date))
      record.date = std::get<Date>(date);
    record.held = took_place(meetings->scalar("status", row));
    by_id_.emplace(record.id, all_.size());
    all_.push_back(std::move(record));
  }
  const Table* attendance = merged.find("attendance");
  for (std::size_t row = 0; attendance != nullptr && row < attendance->rows(); ++row) {
    const auto found = by_id_.find(canonical_text(attendance->scalar("meeting", row)));
    if (found != by_id_.end() && was_there(*attendance, row)) all_[found->second].attendance.push_back(row);
  }
}

const MeetingRecord* MeetingRecords::find(const Scalar& id) const {
  const auto found = by_id_.find(canonical_text(id));
  return found == by_id_.end() ? nullptr : &all_[found->second];
}

std::optional<Date> MeetingRecords::date_of(const Scalar& id) const {
  const MeetingRecord* record = find(id);
  return record == nullptr ? std::nullopt : record->date;
}

}  // namespace kvali
