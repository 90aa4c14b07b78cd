// What one set of minutes says, in the fields of the canonical tables.
#pragma once

#include <cstdint>
#include <functional>
#include <kvali/plugin.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kvali::minutes {

using Texts = std::map<std::string, std::string>;  ///< Language -> text.
using Maybe = std::optional<std::string>;          ///< Absent = not recorded.

enum class Level : uint8_t { note, warning, error };
struct Place {
  size_t line = 0;  ///< From 1; 0 = the file as a whole.
  size_t column = 0;
};
/// Takes a message, with its hint on a second line, and where in the file the cause lies.
using Say = std::function<void(Level, const std::string& message, Place)>;

// `about` names other records: "indicator:1.4; activity:a3".

struct Meeting {
  std::string id;
  Maybe series;
  std::optional<int64_t> number;
  Texts title, as_called, note;
  Maybe type;
  std::optional<Date> start, end;
  Maybe mode, location, organiser, status, uid;
  std::optional<int64_t> att_total;
  std::string att_quality = "not_recorded";
  size_t line = 1;
};

struct Attendance {
  Maybe person, org, sex, role;
  std::optional<int64_t> count;  ///< Absent: they were there, how many is not recorded.
  Maybe partstat;                ///< "absent" with count 0 for people who did not come.
  size_t line = 0;
};

struct AgendaItem {
  Texts title;
  Maybe presenter;
  size_t line = 0;
};

struct Statement {
  Maybe person, org, kind;
  Texts text;
  bool verbatim = false;
  Maybe indicator, value, period;  ///< A number that was said; the period as written.
  Maybe about;
  size_t line = 0;
};

struct Decision {
  Maybe explicit_id, supersedes;
  Texts text;
  Maybe status, about;
  size_t line = 0;
};

struct ActionPoint {
  Maybe explicit_id;
  Texts text;
  Maybe owner_org, owner_person, priority, status;
  std::optional<Date> due;
  Maybe due_text;  ///< The due date as written, where it is no single day ("2021").
  std::optional<Date> closed_on;
  Maybe about;
  std::optional<bool> firm;  ///< False: a soft commitment.  Absent in news of an earlier action.
  size_t line = 0;
  // Filled in when all files are known.
  std::string id;
  std::string origin;  ///< Meeting it was agreed in.
  Texts history;       ///< What a later meeting says about it.
};

struct Need {
  Maybe explicit_id, raised_by, population, sector, location, status, about;
  Texts text;
  size_t line = 0;
};

/// One meeting with everything written under it.
struct Record {
  std::string file;
  Meeting meeting;
  std::vector<Attendance> attendance;
  std::vector<AgendaItem> agenda;
  std::vector<Statement> statements;
  std::vector<Decision> decisions;
  std::vector<ActionPoint> actions;
  std::vector<Need> needs;
};

}  // namespace kvali::minutes
