#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "report/decision.hpp"

namespace kvali {

/// What a person says to a finding: the explanation of a deviation, the waiver of an error, the confirmation
/// of a warning, or the decision between sources that disagree.
struct Answer {
  std::string id;       ///< Of the finding, e.g. "I-11".
  std::string subject;  ///< As key_of() gives it.
  std::string value;    ///< For which it was given; "" = whatever it is.
  std::string reason;
  std::string who;
  Place place;            ///< "findings.xlsx!Sheet!C14"
  bool used = false;      ///< Its finding is there, with this value.
  std::string take = {};  ///< Of a decision: the source or the value that is right; else "".
  std::map<std::string, std::string, std::less<>> reasons =
      {};                       ///< By language, where it is said in several.
  std::string outdone_by = {};  ///< Where another answer to its finding stands that counts; else "".
  bool checked = false;         ///< check_answers() has said what is wrong with it.
};

/// What a finding is about: its subject, else its message.
[[nodiscard]] const std::string& key_of(const Diagnostic& finding);

/// Is it said to this finding, for whatever value?  A decision is, too, once the finding tells of it.
[[nodiscard]] bool is_about(const Answer& answer, const Diagnostic& finding);

/// Do both say the same, under one name?
[[nodiscard]] bool says_the_same(const Answer& a, const Answer& b);

/// Does the answer decide between sources that disagree, with a reason and a name?
[[nodiscard]] bool decides(const Answer& answer);

/// The answers that decide, as merging wants them: each once, and the last one first, which counts.
[[nodiscard]] std::vector<Decision> decisions_of(const std::vector<Answer>& answers);

/// May a person with a reason let the finding stand?  Errors in settings, templates and plugins must
/// be mended, and of what blocks a report only S-01, S-02, S-07, I-05, F-01, P-02 and P-03 may stand.
[[nodiscard]] bool can_stand(const Diagnostic& finding);

/// Gives each finding its answer.  An answer holds for one id, subject and value.  What decides has done so
/// when the sources were merged.
void apply_answers(std::vector<Answer>& answers, Diagnostics& diagnostics);

/// The findings with each reason in the language of a report; where the answer gives it in others only, one
/// of them stands in, marked "[ka]".
[[nodiscard]] Diagnostics with_reasons_in(std::string_view lang, const std::vector<Answer>& answers,
                                          const Diagnostics& diagnostics);

/// Findings on the texts of a report are known only when it has been put into words, in each language.
enum class Documents { to_come, all_made };

/// What is wrong with the answers, each told once, as soon as its finding must be known: E-01 given for
/// another value, E-02 without reason or name, E-03 an id that no finding has, E-04 its finding is gone,
/// E-05 the finding cannot stand.
void check_answers(std::vector<Answer>& answers, Documents documents, Diagnostics& diagnostics);

}  // namespace kvali
