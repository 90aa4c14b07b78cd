#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace kvali {

/// One table of one source: what is needed to write the place of any of its rows.
struct Origin {
  std::string source;         ///< Name of the source in report.toml, e.g. "ledger".
  std::string table;          ///< Name of the table the source gave.
  std::string place_pattern;  ///< "{file}:{row}", "plan.xlsx!Q4!{column}{row}"; "" = record number only.
  std::string file;           ///< Path of the file as report.toml knows it; "" where rows carry their own.
  int rank = 0;               ///< Precedence of the source (M5).
};

/// One record a value came from.
struct SourceRef {
  std::uint32_t origin = 0;  ///< Index into Evidence::origins().
  std::uint32_t file = 0;    ///< Index into Evidence::files(); 0 = the origin's file.
  std::int64_t row = 0;      ///< kvali_row; 0 = unknown.
  std::string column = {};   ///< What {column} stands for; may be empty.

  auto operator<=>(const SourceRef&) const = default;
};

/// Index of a set of records; 0 = none.
using EvidenceId = std::uint32_t;

/// The records behind every value of a run.  Sets are interned: equal sets have equal ids.
class Evidence {
 public:
  Evidence();

  std::uint32_t add_origin(Origin origin);
  std::uint32_t add_file(const std::string& path);
  EvidenceId add(SourceRef ref);
  /// The union of several sets, sorted; 0 when all are empty.
  EvidenceId join(std::span<const EvidenceId> ids);

  [[nodiscard]] std::span<const SourceRef> refs(EvidenceId id) const;
  [[nodiscard]] const Origin& origin(const SourceRef& ref) const;
  /// The place as people read it: "achievements.csv:14", "plan.xlsx!IPTT!D7", `source "kobo", record 81`.
  [[nodiscard]] std::string place(const SourceRef& ref) const;
  /// Path of the text file the record lies in, or "".
  [[nodiscard]] const std::string& file(const SourceRef& ref) const;

 private:
  EvidenceId intern(std::vector<SourceRef> refs);

  std::vector<Origin> origins_;
  std::vector<std::string> files_;
  std::vector<std::vector<SourceRef>> sets_;
  std::vector<std::vector<EvidenceId>> buckets_;  ///< Hash table over sets_.
};

}  // namespace kvali
