#pragma once

#include <string>
#include <vector>

#include "table/workspace.hpp"

namespace kvali {

/// Somebody whom meetings name as a participant, a speaker or the owner of an action, and no table lists.
struct UnlistedName {
  std::string name;  ///< As the records have it: "Giorgi Kiknavelia" or "giorgi-kiknavelia".
  std::string org;   ///< For whom the person came or spoke, where the records say so.
  /// The records leave no doubt that it is a person: they give a sex, a role or an organisation.
  bool certain = false;
  EvidenceId evidence = 0;  ///< Of the first record that has it.
};

/// All of them by name, each once.  Minutes write "Name: text" for people and organisations alike: what
/// reads as a name of two or three words stands here, but for what any record gives as somebody's
/// organisation and for names that have a word of organisations in them, such as "centre".
[[nodiscard]] std::vector<UnlistedName> unlisted_names(const Workspace& merged);

}  // namespace kvali
