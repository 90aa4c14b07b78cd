#pragma once

#include "base/diagnostic.hpp"
#include "locale/catalogue.hpp"
#include "model/figures.hpp"
#include "model/language.hpp"

namespace kvali {

/// What the tables of indicators are made of, in one language, and where they go.
struct IndicatorTablesInput {
  const Workspace& merged;
  const Figures& figures;
  const Frame& frame;
  const Catalogue& words;
  const Diagnostics& findings;
  LanguageView& language;
  Workspace& out;
};

/// Adds `results`: an indicator a row, with everything known of it at the end of the period.
void add_results(const IndicatorTablesInput& input);

/// Adds `series`, `disaggregation`, `crossed`, `places`, `texts` and `target_changes`; after add_results().
void add_indicator_tables(const IndicatorTablesInput& input);

/// Appends the number, or its mark, with the records behind it.
void append(Column& column, const Quantity& quantity);

/// A target that nobody set is not "not recorded": there is none.
[[nodiscard]] Quantity target_or_none(Quantity target);

}  // namespace kvali
