#pragma once

#include "locale/catalogue.hpp"
#include "model/figures.hpp"
#include "model/language.hpp"

namespace kvali {

/// Adds what meetings and achievements say of each other to `out`: `links`, `claims`, `need_response`,
/// `need_figures` and `coverage`; and to its table `results` the columns `discussed` and `said`.
void add_joined_tables(const Workspace& merged, const Figures& figures, const Frame& frame,
                       const Catalogue& words, LanguageView& language, Workspace& out);

}  // namespace kvali
