#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collect/cell_place.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// Which of two rows is to be believed, and by which rule.
struct Verdict {
  int order = 0;  ///< < 0: the first, > 0: the second, 0: neither.
  std::string rule;
  bool open = false;  ///< Different sources, nothing decides: a person must.
};

/// The order of belief among the rows of one table that mean the same record (domain.md, M4, M5):
/// status, rank of the source, counted before estimated.  Mentions of an action point are revisions:
/// the latest comes first, by `as_of`, the day of the meeting that mentions it.
class Precedence {
 public:
  Precedence(const Table& table, const Evidence& evidence);

  /// Best first; the same for any order of input.
  void sort(std::vector<std::size_t>& rows) const;
  [[nodiscard]] Verdict compare(std::size_t a, std::size_t b) const;
  /// Rejected or withdrawn rows never count.
  [[nodiscard]] bool withdrawn(std::size_t row) const;
  /// Do differing rows revise one another, instead of being in conflict?
  [[nodiscard]] bool revisions() const { return revisions_; }
  /// Fields of a revised record that stay as first recorded.
  [[nodiscard]] bool origin_field(std::string_view name) const { return revisions_ && name == "meeting"; }
  [[nodiscard]] std::string source(std::size_t row) const;

 private:
  [[nodiscard]] int status_rank(std::size_t row) const;
  [[nodiscard]] std::optional<SourceRef> ref(std::size_t row) const;
  [[nodiscard]] Date as_of(std::size_t row) const;

  const Table& table_;
  const Evidence& evidence_;
  bool revisions_;
};

}  // namespace kvali
