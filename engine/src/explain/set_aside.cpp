#include "explain/set_aside.hpp"

#include <algorithm>

namespace kvali {

std::vector<SetAside> set_aside(const Workspace& merged, const std::vector<SourceRef>& refs) {
  std::vector<SetAside> all;
  const Table* conflicts = merged.find("conflict");
  for (std::size_t row = 0; conflicts != nullptr && row < conflicts->rows(); ++row) {
    bool ours = false;
    std::string place;
    for (const SourceRef& ref : merged.evidence.refs(conflicts->row_evidence[row])) {
      const bool behind = std::binary_search(refs.begin(), refs.end(), ref);
      ours = ours || behind;
      if (!behind) place = merged.evidence.place(ref);
    }
    // The record that lost is not behind the figure, unless it won in another field.
    if (!ours) continue;
    const auto text = [&](const char* column) { return canonical_text(conflicts->scalar(column, row)); };
    all.push_back(
        {text("other"), text("other_source"), place, text("rule"), text("chosen"), text("chosen_source")});
  }
  return all;
}

}  // namespace kvali
