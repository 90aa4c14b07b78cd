#pragma once

#include <string>

#include "locale/catalogue.hpp"
#include "model/categories.hpp"
#include "model/display_names.hpp"

namespace kvali {

/// A category as a reader knows it: the catalogue's word, the name of a location, or as it is written.
[[nodiscard]] std::string category_label(const Category& category, const Catalogue& words,
                                         DisplayNames& names);

}  // namespace kvali
