#pragma once

#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.hpp"
#include "privacy/name_words.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// A person whose name a report may not tell: without a public role, without consent.
struct PrivatePerson {
  enum class Known {
    listed,   ///< In the table `person`.
    named,    ///< Meetings alone name the person.
    attends,  ///< Meetings list the name among those present, and say no more.
    unclear,  ///< Meetings name a person or an organisation: nothing says which.
  };

  std::string id;  ///< Of one that is not listed, the name itself.
  std::string org;
  Known known = Known::listed;
  EvidenceId evidence = 0;                      ///< Of the record that has the name.
  std::vector<std::vector<std::string>> names;  ///< Words of each name and alias, as NameWord has them.
};

/// Finds names of private persons in running text.  Georgian names are found in any case, because text
/// has them inflected only: "ლევან გობაძემ", "გობაძის"; and in both scripts.
class PrivatePersons {
 public:
  PrivatePersons() = default;  ///< Nobody.
  explicit PrivatePersons(const Workspace& merged);

  [[nodiscard]] const std::vector<PrivatePerson>& all() const { return persons_; }

  struct Mention {
    std::size_t begin = 0;
    std::size_t length = 0;  ///< Bytes.
    std::size_t person = 0;  ///< Index in all().
  };
  /// The whole name; or a surname of five letters and more, unless nothing says that it is one; in order,
  /// not overlapping.
  [[nodiscard]] std::vector<Mention> find(std::string_view text) const;

  /// May a person be named that the records call by this id or name?  Only one whom the table `person`
  /// gives a public role or consent.
  [[nodiscard]] bool may_be_named(std::string_view written) const;

 private:
  /// A name by which a person may be meant.
  struct Spelling {
    std::size_t person = 0;
    std::size_t name = 0;  ///< Index in PrivatePerson::names.
  };

  void add(PrivatePerson person, const std::vector<std::string>& names);
  void index(std::string_view word, Spelling spelling);
  [[nodiscard]] std::size_t longest_at(const std::vector<NameWord>& words, std::size_t at,
                                       std::size_t& person) const;

  std::vector<PrivatePerson> persons_;
  /// By the stems of the words with which a mention can begin: the first, the last.
  std::unordered_map<std::string, std::vector<Spelling>> spellings_;
  std::set<std::string> open_names_;  ///< Folded ids and names of all others.
};

/// P-04 for each private person whom a text of the records or of the narratives names, and each name that may
/// be a person's: asked once, and remembered by the answer.
void ask_for_consent(const PrivatePersons& persons, const Workspace& merged,
                     const std::vector<std::string>& narratives, Diagnostics& diagnostics);

}  // namespace kvali
