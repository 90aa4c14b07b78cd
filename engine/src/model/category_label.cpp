#include "model/category_label.hpp"

namespace kvali {

std::string category_label(const Category& category, const Catalogue& words, DisplayNames& names) {
  const std::string key = category.dimension + "." + category.name;
  if (words.contains(key)) return words.text(key);
  if (category.unknown()) return words.text("category.unknown");
  if (category.dimension == partner_dimension) return canonical_text(names.org(Scalar{category.name}));
  return canonical_text(names.place(Scalar{category.name}));
}

}  // namespace kvali
