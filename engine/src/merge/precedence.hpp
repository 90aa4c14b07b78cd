#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/schema.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// Why one row is believed before another (domain.md, M4 and M5).
enum class Rule : std::uint8_t {
  none,           ///< Nothing decides between the sources: a person must.
  decision,       ///< A person has decided.
  later_mention,  ///< Of an action point, in a later meeting.
  revision,       ///< A newer version in the same source.
  withdrawn,      ///< The other row was rejected or withdrawn.
  status,
  authoritative,  ///< The source that the indicator names.
  rank,
  counted,     ///< Counted before estimated.
  latest,      ///< The later day.
  protection,  ///< Of "yes" and "no" the one that protects people.
  same_source  ///< One source contradicts itself.
};

/// As the table `conflict` and findings name it: "rank of the source".
[[nodiscard]] std::string_view name_of(Rule rule);

/// Which of two rows is believed, and why.
struct Verdict {
  int order = 0;  ///< < 0: the first, > 0: the second, 0: neither.
  Rule rule = Rule::none;
};

/// What speaks for a row.
struct Weight {
  std::string_view source;
  int status = 0;
  bool authoritative = false;
  int rank = 0;
  bool counted = true;
  Date as_of = first_date;  ///< first_date: not known.
  std::int64_t rev = 0;
};

struct RankedRow {
  std::uint32_t row = 0;
  Weight own;
  Weight head;  ///< Of the newest version in the row's source: what the source speaks with.
};

/// The order of belief among the rows of one table that mean the same record.  Of each source the newest
/// version speaks; sources are ordered by status, the indicator's authoritative source, rank, counted
/// before estimated, latest day.  Mentions of an action point revise one another whatever their source:
/// the latest one, by `as_of`, comes first.
class Precedence {
 public:
  /// `workspace` tells the days of sources and the indicators; it and `table` must stay.
  Precedence(const Table& table, const Schema& schema, const Workspace& workspace);

  /// Rejected or withdrawn rows never count.
  [[nodiscard]] bool withdrawn(std::size_t row) const { return status_of(row) < submitted_at_least; }
  /// Best first; the same for any order of input.
  void rank(std::span<const std::uint32_t> rows, std::vector<RankedRow>& ranked) const;
  [[nodiscard]] Verdict compare(const RankedRow& a, const RankedRow& b) const;
  /// Do differing rows revise one another, instead of being in conflict?
  [[nodiscard]] bool revisions() const { return revisions_; }
  /// Does the field say how sure a source is, rather than something of the record?
  [[nodiscard]] bool is_weight(std::string_view field) const;

 private:
  static constexpr int submitted_at_least = 2;

  [[nodiscard]] Weight weigh(std::size_t row) const;
  [[nodiscard]] int status_of(std::size_t row) const;
  [[nodiscard]] bool is_authoritative(std::size_t row, std::string_view source) const;
  [[nodiscard]] int content_order(std::size_t a, std::size_t b) const;
  void read_sources(const Workspace& workspace);
  void read_indicators(const Workspace& workspace);

  const Table& table_;
  const Evidence& evidence_;
  bool revisions_;
  std::string_view status_name_;
  const Column* status_;
  const Column* estimated_;
  const Column* as_of_;
  const Column* rev_;
  const Column* indicator_;
  std::vector<int> status_of_code_;                ///< Of the texts of status_.
  std::map<std::string, Date, std::less<>> days_;  ///< Of sources.
  std::map<std::string, std::string, std::less<>>
      authoritative_;  ///< Indicator -> name of its source, folded.
};

}  // namespace kvali
