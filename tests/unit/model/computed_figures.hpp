#pragma once

#include "catch.hpp"
#include "model/figures.hpp"
#include "model_facts.hpp"

namespace kvali {

using Texts = std::vector<std::string>;

inline const Texts observation{"indicator", "period", "value", "note"};
inline const Texts target{"indicator", "scope", "value"};

struct Computed {
  Diagnostics findings;
  Figures figures;
  const IndicatorFigures& operator[](std::size_t i) const { return figures.indicators.at(i); }
};

inline Computed compute(ModelFacts facts, const Frame& frame) {
  Computed computed;
  Workspace& merged = facts.merged();
  CHECK(short_texts(facts.findings).empty());
  computed.figures = compute_figures(merged, frame, computed.findings);
  return computed;
}

inline ModelFacts one_indicator() {
  ModelFacts facts;
  facts.with("indicator", {"indicator_id"}, {{"i"}});
  return facts;
}

}  // namespace kvali
