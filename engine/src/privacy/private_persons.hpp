#pragma once

#include <limits>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.hpp"
#include "privacy/name_words.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// The words of a name, romanised as NameWord has them.
using PersonName = std::vector<std::string>;

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
  EvidenceId evidence = 0;        ///< Of the record that has the name.
  std::vector<PersonName> names;  ///< And aliases.
};

/// Finds names of private persons in running text.  Georgian names are found in any case, because text
/// has them inflected only: "ლევან გობაძემ", "გობაძის"; and in both scripts.
class PrivatePersons {
 public:
  PrivatePersons() = default;  ///< Nobody.
  /// `organisations`: names that the records need not list, such as the donor's.
  explicit PrivatePersons(const Workspace& merged, const std::set<std::string>& organisations = {});

  [[nodiscard]] const std::vector<PrivatePerson>& all() const { return persons_; }

  struct Mention {
    std::size_t begin = 0;
    std::size_t length = 0;  ///< Bytes.
    std::size_t person = 0;  ///< Index in all().
  };
  /// The whole name; or a surname of five letters and more, unless nothing says that it is one; or the given
  /// name, unless it is part of another's; in order, not overlapping.
  [[nodiscard]] std::vector<Mention> find(std::string_view text) const;

  /// May a person be named that the records call by this id or name?  Only one whom the table `person`
  /// gives a public role or consent.
  [[nodiscard]] bool may_be_named(std::string_view written) const;

 private:
  static constexpr std::size_t nobody = std::numeric_limits<std::size_t>::max();

  /// A name by which a person may be meant, or that is no private person's.
  struct Spelling {
    std::size_t person = nobody;
    std::size_t name = 0;  ///< Index in PrivatePerson::names, or in others_.
  };
  /// What begins with a word of a text.
  struct Names {
    std::size_t words = 0;  ///< Of the longest name of a private person; 0 = none.
    std::size_t person = nobody;
    bool whole = false;            ///< Not the given name or surname alone.
    std::size_t others_words = 0;  ///< Of the longest name of somebody or something else.
  };

  void add(PrivatePerson person, const std::vector<std::string>& names);
  void add_open(const std::vector<std::string>& names);
  void index(const PersonName& name, Spelling spelling);
  [[nodiscard]] Names names_at(const std::vector<NameWord>& words, std::size_t at) const;

  std::vector<PrivatePerson> persons_;
  std::vector<PersonName> others_;  ///< Persons who may be named, organisations, places.
  /// By the stems of their words.
  std::unordered_map<std::string, std::vector<Spelling>> spellings_;
  std::set<std::string> open_names_;  ///< Folded ids and names of persons who may be named.
};

/// P-04 for each private person whom a text of the records or of the narratives names, and each name that may
/// be a person's: asked once, and remembered by the answer.
void ask_for_consent(const PrivatePersons& persons, const Workspace& merged,
                     const std::vector<std::string>& narratives, Diagnostics& diagnostics);

}  // namespace kvali
