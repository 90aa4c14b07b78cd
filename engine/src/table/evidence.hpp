#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "table/record_numbers.hpp"
#include "table/row_ids.hpp"

namespace kvali {

/// One table of one source: what is needed to write the place of any of its rows.
struct Origin {
  std::string source;         ///< Name of the source in report.toml, e.g. "ledger".
  std::string table;          ///< Name of the table the source gave.
  std::string place_pattern;  ///< "{file}:{row}", "plan.xlsx!Q4!{column}{row}"; "" = record number only.
  std::string file;           ///< Path of the file as report.toml knows it; "" where rows carry their own.
  int rank = 0;               ///< Precedence of the source (M5).
};

/// Names a set of records; 0 = none.  Opaque: ids say nothing about the order of records, and two sets of
/// the same records may have different ids (see Evidence::same_records).
using EvidenceId = std::uint32_t;

/// The records behind every value of a run.
///
/// Sets are kept as they were put together and sorted only when they are asked for: of the figures of a
/// run few are printed, and of a million rows each is behind a dozen of them.
class Evidence {
 public:
  Evidence();

  std::uint32_t add_origin(Origin origin);
  std::uint32_t add_file(const std::string& path);
  /// The id of one record: the same for the same record.
  EvidenceId add(const SourceRef& ref);
  /// The union of several sets; 0 when all are empty.
  EvidenceId join(std::span<const EvidenceId> ids);
  /// Groups of rows: the number of each row's group.
  using Groups = std::shared_ptr<const std::vector<std::uint32_t>>;
  /// join() for all groups of some rows at once; row i has ids[i], which may be 0.  No row is moved: which
  /// ones a group has is found out when somebody asks.
  std::vector<EvidenceId> join_groups(std::span<const EvidenceId> ids, const Groups& groups,
                                      std::size_t count);
  /// A new name for the records of `id`, by which one figure is told from another with the same records.
  /// Names ascend.
  EvidenceId own(EvidenceId id);

  /// Do both stand for exactly the same records?
  [[nodiscard]] bool same_records(EvidenceId a, EvidenceId b) const;
  /// One record of the set, the same one for the same records; 0 of none.
  [[nodiscard]] EvidenceId least_record(EvidenceId id) const;
  /// The records of a set, sorted, each once.
  [[nodiscard]] std::vector<SourceRef> refs(EvidenceId id) const;
  [[nodiscard]] const Origin& origin(const SourceRef& ref) const;
  /// The place as people read it: "achievements.csv:14", "plan.xlsx!IPTT!D7", `source "kobo", record 81`.
  [[nodiscard]] std::string place(const SourceRef& ref) const;
  /// Path of the text file the record lies in, or "".
  [[nodiscard]] const std::string& file(const SourceRef& ref) const;

 private:
  /// Part of pool_, or a group.  A set is made of records and of sets with smaller ids.
  struct Set {
    std::size_t begin = 0;       ///< In pool_, or the number of the group.
    std::uint32_t size = 0;      ///< In pool_.
    std::uint32_t grouping = 0;  ///< Index into groupings_, + 1; 0 = part of pool_.
  };
  struct Grouping {
    RowIds ids;
    Groups groups;
    EvidenceId first = 0;  ///< The id of group 0; those of the others follow.
  };

  EvidenceId add_set(Set set);
  [[nodiscard]] RowIds keep(std::span<const EvidenceId> ids) const;
  /// The ids of the records, sorted, each once.
  [[nodiscard]] std::vector<EvidenceId> records(EvidenceId id) const;

  std::vector<Origin> origins_;
  std::vector<std::string> files_;
  RecordNumbers records_;         ///< The number of a record is its id.
  std::vector<Set> sets_;         ///< The id of a set is its index with set_bit.
  std::vector<EvidenceId> pool_;  ///< Of records and sets, none of them 0.
  std::vector<Grouping> groupings_;
};

}  // namespace kvali
