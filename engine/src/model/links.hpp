#pragma once

#include <compare>
#include <map>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// A record that others may be linked with.
struct Subject {
  std::string kind;  ///< statement, decision, need, action, meeting, indicator, activity, result, org ...
  std::string id;

  friend auto operator<=>(const Subject&, const Subject&) = default;
};

/// What was said in a meeting beside what it is about.
struct Link {
  Subject from, to;
  std::string relation;  ///< evidence, addresses, follows_up, duplicates, supersedes
  bool by_rule = false;  ///< Equal tags made it; else a person wrote it.
  EvidenceId record = 0;
};

/// All links on record, sorted, each once; what a person wrote comes before what a rule found:
///  - rows of the table `link`;
///  - the field `about` of statements, decisions, needs and action points ("indicator:1.2; activity:A3");
///  - the indicator of a statement with a number, the decision that another one supersedes;
///  - a need and the indicators and activities that share a sector with it, and a population where both name
///    one: these address it (by rule).
///
/// An id stands alone where one record has it, else with its kind before it.  What refers to nothing, or to
/// several records, is D-02.
class Links {
 public:
  Links(const Workspace& merged, Diagnostics& diagnostics);

  [[nodiscard]] const std::vector<Link>& all() const { return all_; }
  [[nodiscard]] std::vector<const Link*> from(const Subject& subject) const;
  [[nodiscard]] std::vector<const Link*> to(const Subject& subject) const;

 private:
  std::vector<Link> all_;
  std::map<Subject, std::vector<std::size_t>> by_to_;
};

/// Where records of each kind stand, and which fields name them.
struct SubjectTable {
  std::string_view kind, table, id, code;  ///< `code`: another name, or "".
  std::string_view text;                   ///< What the record says, in several languages.
};
[[nodiscard]] const SubjectTable* subject_table(std::string_view kind);

}  // namespace kvali
