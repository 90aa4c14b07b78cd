#include "cli/delivery.hpp"

#include <algorithm>
#include <optional>

#include "locale/finding_words.hpp"

namespace kvali {

namespace {

/// A cell as it is shown, with the mark of what is withheld.
std::string shown(const Table& table, std::string_view column, std::size_t row, const Catalogue& words) {
  const Scalar value = table.scalar(column, row);
  return is_missing(value) ? words.text("mark." + std::string(name_of(std::get<Mark>(value))))
                           : canonical_text(value);
}

void add_open_conflicts(const Workspace& tables, const Catalogue& words, std::vector<std::string>& reasons) {
  const Table* conflicts = tables.find("conflicts");
  for (std::size_t row = 0; conflicts != nullptr && row < conflicts->rows(); ++row)
    if (conflicts->at("open").boolean(row))
      reasons.push_back(
          words.text("undeliverable.open", {{"what", shown(*conflicts, "what", row, words)},
                                            {"one", shown(*conflicts, "chosen", row, words)},
                                            {"other", shown(*conflicts, "other", row, words)}}));
}

}  // namespace

bool is_deliverable(const Diagnostics& diagnostics) {
  return diagnostics.count(Severity::block) == 0;
}

std::vector<std::string> reasons_against_delivery(const Diagnostics& diagnostics, const Workspace& tables,
                                                  const Catalogue& words) {
  std::vector<std::string> reasons;
  add_open_conflicts(tables, words, reasons);
  const bool conflicts_told = !reasons.empty();
  std::optional<FindingWords> told;  // Most reports have nothing against them, and these are 1,000 sentences.
  for (const Diagnostic& finding : diagnostics.all()) {
    if (finding.severity < Severity::block || !finding.open()) continue;
    if (finding.id == "C-01" && conflicts_told) continue;
    if (!told) told.emplace(words.locale());
    std::string reason = told->title(finding.id);
    if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end())
      reasons.push_back(std::move(reason));
  }
  return reasons;
}

}  // namespace kvali
