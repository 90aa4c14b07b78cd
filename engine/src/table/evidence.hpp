#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "table/record_numbers.hpp"
#include "table/record_sets.hpp"

namespace kvali {

/// One table of one source: what is needed to write the place of any of its rows.
struct Origin {
  std::string source;         ///< Name of the source in report.toml, e.g. "ledger".
  std::string table;          ///< Name of the table the source gave.
  std::string place_pattern;  ///< "{file}:{row}", "plan.xlsx!Q4!{column}{row}"; "" = record number only.
  std::string file;           ///< Path of the file as report.toml knows it; "" where rows carry their own.
  int rank = 0;               ///< Precedence of the source (M5).
};

/// Names a set of records; 0 = none.  Opaque: ids say nothing about the order of records.
using EvidenceId = std::uint32_t;

/// The records behind every value of a run.  Sets are interned: equal sets have equal ids.
class Evidence {
 public:
  Evidence();

  std::uint32_t add_origin(Origin origin);
  std::uint32_t add_file(const std::string& path);
  EvidenceId add(const SourceRef& ref);
  /// The union of several sets, sorted; 0 when all are empty.
  EvidenceId join(std::span<const EvidenceId> ids);
  /// join() for many sets that lie one behind the other, set i from starts[i] to starts[i + 1]; ids may
  /// be 0.  Much faster where the ids of every set ascend, as they do where rows are in the order of a
  /// file.
  std::vector<EvidenceId> join_all(std::vector<EvidenceId> ids, std::span<const std::uint32_t> starts);
  /// A new name for the records of `id`, by which one figure is told from another with the same records.
  EvidenceId own(EvidenceId id);

  /// The id of the records themselves, where `id` is a name that own() gave.
  [[nodiscard]] EvidenceId records(EvidenceId id) const;
  /// The records of a set, sorted.
  [[nodiscard]] std::vector<SourceRef> refs(EvidenceId id) const;
  [[nodiscard]] const Origin& origin(const SourceRef& ref) const;
  /// The place as people read it: "achievements.csv:14", "plan.xlsx!IPTT!D7", `source "kobo", record 81`.
  [[nodiscard]] std::string place(const SourceRef& ref) const;
  /// Path of the text file the record lies in, or "".
  [[nodiscard]] const std::string& file(const SourceRef& ref) const;

 private:
  std::vector<Origin> origins_;
  std::vector<std::string> files_;
  EvidenceId set_of(std::span<const EvidenceId> records);
  EvidenceId id_of_set(std::uint32_t index);
  [[nodiscard]] bool are_records(std::span<const EvidenceId> ids) const;
  [[nodiscard]] bool is_joined(EvidenceId id) const;
  [[nodiscard]] std::span<const EvidenceId> records_of(EvidenceId joined) const;

  RecordNumbers records_;            ///< The number of a record is its id.
  RecordSets sets_;                  ///< Of several records each.
  std::vector<EvidenceId> set_ids_;  ///< Of sets_; ascending.
  std::vector<EvidenceId> names_;    ///< That own() gave; ascending.
  std::vector<EvidenceId> named_;    ///< Parallel to names_: what each stands for.
};

}  // namespace kvali
