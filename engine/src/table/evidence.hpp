#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "table/record_numbers.hpp"

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
  /// join() for many sets that lie one behind the other, set i from starts[i] to starts[i + 1]; ids may
  /// be 0.  Of a grouping of 1,000,000 records nothing is copied.
  std::vector<EvidenceId> join_all(std::vector<EvidenceId> ids, std::span<const std::uint32_t> starts);
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
  /// Part of a pool: ids of records and sets in any order, perhaps several times; 0 is none.
  struct Set {
    std::uint32_t pool = 0;
    std::uint32_t size = 0;
    std::size_t begin = 0;
  };

  EvidenceId add_set(Set set);
  /// Calls `visit` with the id of each record; with some of them perhaps several times.
  template <class Visit>
  void visit_records(EvidenceId id, Visit visit) const;
  [[nodiscard]] std::vector<EvidenceId> sorted_records(EvidenceId id) const;

  std::vector<Origin> origins_;
  std::vector<std::string> files_;
  RecordNumbers records_;                       ///< The number of a record is its id.
  std::vector<Set> sets_;                       ///< The id of a set is its index with set_bit.
  std::vector<std::vector<EvidenceId>> pools_;  ///< The first has the sets that came alone.
};

}  // namespace kvali
