#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// A person whose name a report may not tell: without a public role, without consent.
struct PrivatePerson {
  std::string id;
  std::string org;
  std::size_t row = 0;                          ///< Of the merged table `person`.
  std::vector<std::vector<std::string>> names;  ///< Folded words of each name and alias.
};

/// Finds names of private persons in running text.  Georgian names are found in any case, because text
/// has them inflected only: "ლევან გობაძემ", "გობაძის".
class PrivatePersons {
 public:
  explicit PrivatePersons(const Workspace& merged);

  [[nodiscard]] const std::vector<PrivatePerson>& all() const { return persons_; }

  struct Mention {
    std::size_t begin = 0;
    std::size_t length = 0;  ///< Bytes.
    std::size_t person = 0;  ///< Index in all().
  };
  /// The whole name, or a surname of five letters and more; in order, not overlapping.
  [[nodiscard]] std::vector<Mention> find(std::string_view text) const;

  /// May a person be named that the records call by this id or name?  Only one whom the table `person`
  /// gives a public role or consent.
  [[nodiscard]] bool may_be_named(std::string_view written) const;

 private:
  std::vector<PrivatePerson> persons_;
  std::set<std::string> open_names_;  ///< Folded ids and names of all others.
};

/// P-04 for each private person whom a text of the records or of the narratives names: asked once, and
/// remembered by the answer.
void ask_for_consent(const PrivatePersons& persons, const Workspace& merged,
                     const std::vector<std::string>& narratives, Diagnostics& diagnostics);

}  // namespace kvali
