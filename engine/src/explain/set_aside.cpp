#include "explain/set_aside.hpp"

#include <algorithm>
#include <array>

namespace kvali {

namespace {

bool is_behind(const std::vector<SourceRef>& refs, const SourceRef& ref) {
  return std::binary_search(refs.begin(), refs.end(), ref);
}

/// The columns of a table that tells what was set aside.
struct Columns {
  const char *value, *source, *chosen, *chosen_source;
};

void add_from(const Workspace& merged, const char* table, const Columns& columns,
              const std::vector<SourceRef>& refs, std::vector<SetAside>& all) {
  const Table* from = merged.find(table);
  for (std::size_t row = 0; from != nullptr && row < from->rows(); ++row) {
    bool ours = false;
    std::string place;
    for (const SourceRef& ref : merged.evidence.refs(from->row_evidence[row])) {
      const bool behind = is_behind(refs, ref);
      ours = ours || behind;
      if (!behind) place = merged.evidence.place(ref);
    }
    // The record that lost is not behind the figure, unless it won in another field.
    if (!ours) continue;
    const auto text = [&](const char* column) {
      return column == nullptr ? std::string() : canonical_text(from->scalar(column, row));
    };
    all.push_back({text(columns.value), text(columns.source), place, text("rule"), text(columns.chosen),
                   text(columns.chosen_source)});
  }
}

/// Columns whose numbers figures are made of.
constexpr std::array<const char*, 3> numbers{"value", "num", "amount"};

}  // namespace

std::vector<SetAside> set_aside(const Workspace& merged, const std::vector<SourceRef>& refs) {
  std::vector<SetAside> all;
  add_from(merged, "conflict", {"other", "other_source", "chosen", "chosen_source"}, refs, all);
  add_from(merged, "history", {"before", "source", "now", nullptr}, refs, all);
  return all;
}

std::vector<std::vector<std::string>> counted_once(const Workspace& merged,
                                                   const std::vector<SourceRef>& refs) {
  std::vector<std::vector<std::string>> all;
  const Evidence& evidence = merged.evidence;
  for (const char* name : {"observation", "expenditure", "opening", "target"}) {
    const Table* table = merged.find(name);
    for (const char* number : numbers) {
      const Column* column = table != nullptr ? table->find(number) : nullptr;
      for (std::size_t row = 0; column != nullptr && row < table->rows(); ++row) {
        const EvidenceId id = column->missing(row) ? 0 : table->evidence(*column, row);
        const std::vector<SourceRef> same = evidence.refs(id);
        if (same.size() < 2 || !is_behind(refs, same.front())) continue;
        if (evidence.origin(same.back()).source == "derived:meetings") continue;
        all.emplace_back();
        for (const SourceRef& ref : same) all.back().push_back(evidence.place(ref));
      }
    }
  }
  return all;
}

}  // namespace kvali
