#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "table/table.hpp"

namespace kvali {

/// The columns of a table that hold parts of answers: finding, subject, value, reason, who, decision, and
/// "reason@ka" for a reason in one language.
using AnswerColumns = std::map<std::string, const Column*, std::less<>>;

/// The headings of answers, in the languages of a report and those Kvali itself speaks: the workbook may
/// have been written in another than the report.
class AnswerHeadings {
 public:
  explicit AnswerHeadings(std::vector<std::string> langs);

  [[nodiscard]] AnswerColumns columns_of(const Table& table) const;

  /// E-03 for each column that answers need, or that Kvali has written, and that is not there: it was
  /// renamed or taken out.  A table that holds no answers lacks none.
  void tell_missing(const Table& table, const Place& place, Diagnostics& diagnostics) const;

 private:
  struct Language {
    std::map<std::string, std::string, std::less<>> labels;  ///< Field -> heading.
    std::map<std::string, std::string, std::less<>> fields;  ///< Folded heading -> field.
  };

  [[nodiscard]] std::string field_of(std::string_view heading) const;
  [[nodiscard]] const Language& language_of(const Table& table) const;

  std::vector<Language> languages_;                       ///< The first has the fields' own names.
  std::map<std::string, std::string, std::less<>> more_;  ///< Folded heading -> field: "id", "reason@ka".
};

/// Has the table what makes an answer: whose finding it is, why it may stand, and who says so?
[[nodiscard]] bool has_answers(const AnswerColumns& columns);

}  // namespace kvali
