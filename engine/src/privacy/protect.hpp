#pragma once

#include <set>
#include <vector>

#include "base/diagnostic.hpp"
#include "document/document.hpp"
#include "privacy/person_counts.hpp"

namespace kvali {

/// The cells of a run that nobody may see, the same in all its languages and files.
struct Protection {
  std::set<CountPlace> withheld;
  std::set<std::string> indicators;  ///< Those with a withheld slice.
  /// Those whose pairs of categories are withheld, all of them: not even which there are may be told.
  std::set<std::string> without_pairs;
  /// Those whose pairs of categories, and corrections of groups, nobody may see: each is smaller than a
  /// slice, and all of them together give the slices away.
  std::set<std::string> guarded;
};

/// Finds all counts of persons that a run may print and which of them must be withheld.  Findings:
/// P-02 how many are, or that a small total leaves them little room; P-03 one that a shown total gives
/// away all the same; P-05 a sensitive indicator by places below a municipality.
[[nodiscard]] Protection protect(const CountSources& sources, const PrivacyPolicy& policy,
                                 Diagnostics& diagnostics);

/// What a withheld cell held: for the checks of the finished document.
struct WithheldValue {
  EvidenceId evidence = 0;
  Decimal value;
  std::string about = {};                ///< As findings have it: "1.1 sex=f".
  Slice of = {};                         ///< Whom it counts; empty: everybody at a meeting.
  std::vector<std::string> labels = {};  ///< Of its categories, as a reader of the document knows them.
};

/// Is the subject of a finding about a guarded indicator, or about people at meetings of which some are
/// withheld?  Its message may quote what nobody may see.
[[nodiscard]] bool tells_of_withheld(const Protection& protection, const std::string& subject);

/// Takes the withheld values out of the tables, with whatever else in their rows and in what was found or
/// set aside tells them.  Returns what was taken.
[[nodiscard]] std::vector<WithheldValue> withhold(const Protection& protection, const Workspace& merged,
                                                  const Diagnostics& findings, Workspace& tables);

/// The last look: a number in the finished document that rests on exactly the records of a withheld one
/// and equals it is P-02, which blocks.
void check_document(const Document& document, const std::vector<WithheldValue>& withheld,
                    Diagnostics& diagnostics);

}  // namespace kvali
