#include "compose/printed_figures.hpp"

#include <algorithm>

namespace kvali {

EvidenceId PrintedFigures::add(const Datum& datum, const Label& label) {
  if (datum.evidence == 0 || closed()) return datum.evidence;
  const std::string wanted = datum.cell.table != nullptr ? figure_name(datum.cell) : label.id;
  std::string id = wanted;
  for (int n = 2; numbers_.contains(id); ++n) {
    PrintedFigure& known = all_[numbers_.find(id)->second];
    if (is_same(known, datum)) {
      if (label.only != known.only) known.only.clear();
      return known.evidence;
    }
    id = wanted + "-" + std::to_string(n);
  }
  if (all_.size() == most_) {
    left_out_.insert(id);
    return datum.evidence;
  }
  numbers_.emplace(id, all_.size());
  all_.push_back({id, label.what, label.value, label.format, datum.scalar, label.only,
                  evidence_.own(datum.evidence), computation_of(datum)});
  return all_.back().evidence;
}

bool PrintedFigures::is_same(const PrintedFigure& figure, const Datum& datum) const {
  return figure.scalar == datum.scalar && evidence_.same_records(figure.evidence, datum.evidence);
}

std::string PrintedFigures::id_of(EvidenceId evidence) const {
  // Names are given in ascending order.
  const auto at =
      std::lower_bound(all_.begin(), all_.end(), evidence,
                       [](const PrintedFigure& figure, EvidenceId id) { return figure.evidence < id; });
  return at == all_.end() || at->evidence != evidence ? std::string() : at->id;
}

Computation PrintedFigures::computation_of(const Datum& datum) const {
  if (datum.trace != nullptr) {
    Computation computation{datum.trace->rule, {}, datum.trace->count};
    for (const TracePart& part : datum.trace->parts)
      computation.operands.push_back(
          {part.cell.table != nullptr ? figure_name(part.cell) : id_of(part.evidence), part.value});
    return computation;
  }
  if (datum.cell.table != nullptr && how_) return how_(datum.cell);
  return {"recorded", {}, 0};
}

}  // namespace kvali
