#include "privacy/geography.hpp"

namespace kvali {

Geography::Geography(const Workspace& merged, int level) {
  const Table* table = merged.find("location");
  for (std::size_t row = 0; table != nullptr && row < table->rows(); ++row) {
    const std::string id = canonical_text(table->scalar("loc_id", row));
    const Scalar own = table->scalar("level", row);
    if (!is_missing(own) && std::get<std::int64_t>(own) > level) below_.insert(id);
    parents_[id] = canonical_text(table->scalar("parent", row));
  }
}

std::string Geography::parent(const std::string& id) const {
  const auto it = parents_.find(id);
  return it == parents_.end() ? std::string() : it->second;
}

}  // namespace kvali
