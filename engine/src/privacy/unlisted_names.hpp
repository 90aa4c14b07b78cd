#pragma once

#include <set>
#include <string>
#include <vector>

#include "table/workspace.hpp"

namespace kvali {

/// Somebody whom meetings name as a participant, a speaker or the owner of an action, and no table lists.
struct UnlistedName {
  std::string name;  ///< As the records have it: "Giorgi Kiknavelia" or "giorgi-kiknavelia".
  std::string org;   ///< For whom the person came or spoke, where the records say so.
  /// Stands in the list of those present, or absent.
  bool attends = false;
  /// The records leave no doubt that it is a person: they give a sex, a role or an organisation.
  bool certain = false;
  EvidenceId evidence = 0;  ///< Of the first record that has it.
};

/// All of them by name, each once.  Minutes write names of people and organisations alike: what any record
/// or `organisations` gives as an organisation is none of these, nor is a name that has a word of
/// organisations in it, such as "centre", nor a group or office, "community leaders".  Others who attend are
/// people; "Name: text" stands here where it is of three words at most.
[[nodiscard]] std::vector<UnlistedName> unlisted_names(const Workspace& merged,
                                                       const std::set<std::string>& organisations = {});

}  // namespace kvali
