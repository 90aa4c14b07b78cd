// The small print of a line: action marker, #id, @owner, [Owner], due date, {tags}.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dates.hpp"
#include "record.hpp"

namespace kvali::minutes {

struct Clauses {
  std::string text;     ///< What is left: the sentence itself.
  bool marked = false;  ///< ACTION:, [ ], [x], an arrow or a Georgian marker stood before it.
  Maybe status;         ///< From the box: open, done, cancelled.
  Maybe id;             ///< From #id.
  std::vector<std::string> owners;
  std::optional<Date> due;
  Maybe due_text;  ///< Where what is written is no single day.
  std::map<std::string, std::string> tags;
};

/// How much is taken off a line.  Owners and dates are read only where they mean an action.
enum class Take : uint8_t { marker_and_tags, everything };

/// Reads the clauses of a plain text.  A due date that cannot be read is reported at `place`.
Clauses read_clauses(std::string_view text, Take take, const Say& say, Place place);

/// A due date as far as it is a day; else its words, with a warning unless they are just a year.
void set_due(std::optional<Date>& due, Maybe& due_text, std::string_view written, const Say& say,
             Place place);

/// True if the text begins with a marker of an action point.
bool has_action_marker(std::string_view text);

}  // namespace kvali::minutes
