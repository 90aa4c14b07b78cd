#pragma once

#include <set>

#include "frozen/frozen_report.hpp"
#include "table/workspace.hpp"

namespace kvali {

/// Which figures a report withholds from its audience, by the tables that its template sees: the cells of
/// `results`, `disaggregation` and `places` that are marked so.
class WithheldFigures {
 public:
  explicit WithheldFigures(const Workspace& printed);

  [[nodiscard]] bool in_period(const FigureKey& key) const { return period_.contains(key); }
  [[nodiscard]] bool to_date(const FigureKey& key) const { return to_date_.contains(key); }
  [[nodiscard]] bool any(const FigureKey& key) const { return in_period(key) || to_date(key); }

 private:
  void read(const Table& table);

  std::set<FigureKey> period_, to_date_;
};

}  // namespace kvali
