#pragma once

#include <optional>
#include <span>
#include <string>

#include "collect/cell_place.hpp"
#include "merge/precedence.hpp"
#include "report/decision.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// Two values of one field of one record.
struct Difference {
  std::string table;
  std::string key;    ///< As people read it.
  std::string field;  ///< "num/den" for both.
  std::string won;
  std::string lost;
  bool figure = false;  ///< A number: donors see it.
  EvidenceId winner = 0;
  EvidenceId loser = 0;
  std::optional<Date> begins;  ///< The day from which the record tells of something.
  Verdict verdict;
};

/// What was set aside while sources were merged: the table `conflict` and findings (C-01, C-02, D-01)
/// where sources disagree, the table `history` where a newer version has replaced an older one, or a row was
/// withdrawn.
class Conflicts {
 public:
  /// What begins after `printed_until` is not printed: it waits for a later report, and blocks nothing.
  Conflicts(Workspace& workspace, const std::filesystem::path& folder, std::vector<Decision>& decisions,
            Date printed_until, Diagnostics& diagnostics);

  void add(const Difference& of);
  /// Tells what was added since: of one field and source once, however many of its records differ.
  void tell();
  /// What a person has decided about a field, or null.
  [[nodiscard]] Decision* decision(const std::string& table, const std::string& key,
                                   const std::string& field);
  [[nodiscard]] bool has_decisions() const { return !decisions_.empty(); }
  /// Puts the tables into the workspace, and says which decisions were for nothing (E-01, E-04).
  void finish();

 private:
  void begin(Table& table, std::initializer_list<const char*> columns);
  void add_history(const Difference& of);
  void add_conflict(const Difference& of);
  void gather(const Difference& of);
  [[nodiscard]] std::string which_row(const Difference& of) const;
  void report(const Difference& of, std::size_t records);
  void report(const Decision& decision);
  [[nodiscard]] Decision* decision(const std::string& about);
  [[nodiscard]] bool printed_later(const Difference& of) const {
    return of.begins && *of.begins > printed_until_;
  }
  [[nodiscard]] std::string source(EvidenceId evidence) const;

  Workspace& workspace_;
  std::vector<Decision>& decisions_;
  std::vector<std::string> abouts_;  ///< What each decides, folded.
  Date printed_until_;
  Diagnostics& diagnostics_;
  CellPlaces places_;
  struct Gathered {
    Difference first;
    std::string source;  ///< That was set aside.
    std::size_t records = 1;
  };
  std::vector<Gathered> gathered_;
  Table conflicts_{"conflict"};
  Table history_{"history"};
};

/// "observation=i1 2020-10-01..2020-10-31;field=value": what a finding or decision is about.
[[nodiscard]] std::string conflict_subject(const std::string& table, const std::string& key,
                                           const std::string& field);

}  // namespace kvali
