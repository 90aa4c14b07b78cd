#pragma once

#include <compare>
#include <set>
#include <string>
#include <vector>

#include "model/figures.hpp"
#include "privacy/count_system.hpp"
#include "privacy/policy.hpp"
#include "privacy/published_count.hpp"

namespace kvali {

/// A cell of a table that templates see: its row by keys that are the same in every language.
struct CountPlace {
  std::string table;  ///< disaggregation, crossed, places, meetings, unheld_meetings
  std::string row;    ///< As row_key() gives it.
  std::string column;

  friend auto operator<=>(const CountPlace&, const CountPlace&) = default;
};

/// "1.1", "sex" and "f" as one key.
[[nodiscard]] std::string row_key(const Table& table, std::size_t row);

/// An indicator or a meeting whose persons are counted.
struct CountSubject {
  std::string text;  ///< As findings have it: "indicator=1.1;period=2025-12" or "meeting=2025-12-11".
  /// Small groups of it are withheld wherever they lie, and so are all that are smaller than the slices.
  bool guards_groups = false;
  std::set<std::string> below_municipality;  ///< Places of a sensitive indicator that nobody may see.
};

/// What one cell of a system counts.
struct CountOrigin {
  /// Why it is withheld before anything is searched for.
  enum class Cause : std::uint8_t { none, small, place, earlier };

  std::uint32_t subject = 0;
  std::string name;                ///< For findings: "sex=f".
  std::vector<CountPlace> places;  ///< None of a cell that is printed nowhere.
  Cause cause = Cause::none;
};

/// Counts of persons that tell something about one another, with what a reader knows of them.
struct LinkedCounts {
  std::vector<CountSubject> subjects;
  CountSystem system;
  std::vector<CountOrigin> origins;  ///< Of each cell.
  std::int64_t k = 0;                ///< In the units of the cells.
  /// Numbers that cannot be protected exactly (more than six digits behind the point, or beyond 10^9):
  /// every slice is withheld.
  bool unfit = false;
  bool hides_pairs = false;  ///< Pairs of categories are withheld, all of them.
};

/// What the counts of a report are told by.
struct CountSources {
  const Workspace& tables;  ///< As templates see them, in any language.
  const Workspace& merged;
  const Figures& figures;
  const Frame& frame;
  const PublishedCounts& published;
  const std::set<std::string, std::less<>>& printed;  ///< Names that the template may use.
};

/// Finds the slices of all indicators that count persons, and attendance for the public, with the small
/// ones withheld already.  What a template names nowhere is unseen.  Categories that make up a total are
/// an equation, as is a period with what came before it and the total to date; whether they do, the true
/// values say: a reader will try.
[[nodiscard]] std::vector<LinkedCounts> person_counts(const CountSources& sources,
                                                      const PrivacyPolicy& policy);

}  // namespace kvali
