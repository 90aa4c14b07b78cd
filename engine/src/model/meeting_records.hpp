#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "table/workspace.hpp"

namespace kvali {

/// People at a meeting, or at several.
struct HeadCount {
  bool counted = false;  ///< Somebody was counted at all.
  bool complete = true;  ///< Every group that is on record was counted.
  std::int64_t total = 0;
  std::int64_t women = 0, men = 0, other = 0;
  std::int64_t unknown = 0;  ///< Counted, their sex not recorded.
  std::vector<EvidenceId> records;
  /// Does any record tell a sex?  Without one nobody knows how many women came; with some, a sex without
  /// records is zero.
  bool sexed = false;

  /// Adds the people of one row of `attendance`.
  void add(const Table& attendance, std::size_t row);
  /// Adds people of whom only the number is known.
  void add_unknown(std::int64_t people, EvidenceId record);
};

/// One meeting on record.
struct MeetingRecord {
  std::string id;
  std::size_t row = 0;  ///< Of the table `meeting`.
  std::optional<Date> date;
  bool held = true;                     ///< Nothing says that it did not take place.
  std::vector<std::size_t> attendance;  ///< Rows of those who were there.

  [[nodiscard]] HeadCount heads(const Table* attendance_table) const;
};

/// The meetings of the merged records, each with what belongs to it; found in one pass, so that ten thousand
/// meetings are no trouble.
class MeetingRecords {
 public:
  explicit MeetingRecords(const Workspace& merged);

  [[nodiscard]] const std::vector<MeetingRecord>& all() const { return all_; }
  [[nodiscard]] const MeetingRecord* find(const Scalar& id) const;
  [[nodiscard]] std::optional<Date> date_of(const Scalar& id) const;

 private:
  std::vector<MeetingRecord> all_;
  std::map<std::string, std::size_t, std::less<>> by_id_;
};

/// Does a row of `attendance` tell of people who came?  Apologies do not, and neither does an answer to an
/// invitation: accepting one is an intention (RFC 5545, PARTSTAT).
[[nodiscard]] bool was_there(const Table& attendance, std::size_t row);

/// Did a meeting of this status take place?  Planned, tentative, postponed and cancelled ones did not.
[[nodiscard]] bool took_place(const Scalar& status);

}  // namespace kvali
