#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "model/schema.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// The record that a name means.
struct Meaning {
  std::string id;
  bool by_alias = false;  ///< The name is not the record's own: somebody has written down that it is meant.
};

/// All names of the records of one table: ids, codes, acronyms, names in every language, aliases, compared
/// after folding (domain.md, M1 and M2).
class Spellings {
 public:
  /// Where several records claim one spelling it means the one that it is the id of, else the one of the
  /// first id: whatever the order of sources.  Lines of the table `alias` come before everything else.
  Spellings(const Workspace& workspace, const Schema& schema);

  /// One more name of a record.
  void add(std::string_view name, std::string_view id, bool by_alias);
  [[nodiscard]] const Meaning* find(std::string_view name) const;
  [[nodiscard]] bool empty() const { return meanings_.empty(); }
  /// Folded name -> meaning.
  [[nodiscard]] const std::map<std::string, Meaning, std::less<>>& all() const { return meanings_; }

 private:
  void add_records(const Table& table, const Schema& schema);
  void add_aliases(const Table& aliases, std::string_view kind);

  std::map<std::string, Meaning, std::less<>> meanings_;
};

}  // namespace kvali
