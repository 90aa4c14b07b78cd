#include "merge/identity.hpp"

#include <fmt/format.h>

#include <map>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "collect/cell_place.hpp"
#include "model/natural_order.hpp"

namespace kvali {

namespace {

/// Folded spelling -> id.
using Spellings = std::map<std::string, std::string, std::less<>>;

/// Where several records claim one spelling it means the one that it is the id of, else the one of the
/// first id: whatever the order of sources.
void add_spelling(Spellings& spellings, std::string_view text, std::string_view id) {
  const std::string folded = fold_key(text);
  if (folded.empty()) return;
  const auto [it, added] = spellings.emplace(folded, id);
  if (added) return;
  const bool held = fold_key(it->second) == folded;
  const bool claimed = fold_key(id) == folded;
  if (held != claimed ? claimed : natural_less(id, it->second)) it->second = id;
}

/// Aliases stand in one cell, parted by semicolons or bars.
void add_aliases(Spellings& spellings, std::string_view list, std::string_view id) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find_first_of(";|"), list.size());
    add_spelling(spellings, list.substr(0, end), id);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

Spellings spellings_of(const Table* table, std::string_view id_column,
                       const std::vector<std::string_view>& others) {
  Spellings spellings;
  if (table == nullptr || table->rows() == 0) return spellings;
  const Column& ids = table->at(id_column);
  for (std::size_t row = 0; row < table->rows(); ++row) add_spelling(spellings, ids.text(row), ids.text(row));
  for (const Column& column : table->columns()) {
    const std::string_view field = std::string_view(column.name()).substr(0, column.name().find('@'));
    if (std::find(others.begin(), others.end(), field) == others.end()) continue;
    for (std::size_t row = 0; row < table->rows(); ++row) {
      if (column.missing(row)) continue;
      if (field == "aliases")
        add_aliases(spellings, column.text(row), ids.text(row));
      else
        add_spelling(spellings, column.text(row), ids.text(row));
    }
  }
  return spellings;
}

class References {
 public:
  References(Workspace& workspace, const std::filesystem::path& folder, Diagnostics& diagnostics)
      : workspace_(workspace), places_(workspace.evidence, folder), diagnostics_(diagnostics) {}

  /// Rewrites one column; unknown references are findings if `what` says what they should be.
  void resolve(std::string_view table_name, std::string_view column_name, const Spellings& spellings,
               std::string_view what) {
    const auto it = workspace_.tables.find(table_name);
    if (it == workspace_.tables.end()) return;
    Table& table = it->second;
    Column* column = table.find(column_name);
    if (column == nullptr) return;
    Column resolved(column->name(), Type::text);
    std::map<std::string, bool, std::less<>> reported;
    for (std::size_t row = 0; row < column->size(); ++row) {
      if (column->missing(row)) {
        resolved.append(column->mark(row));
        continue;
      }
      const std::string_view raw = column->text(row);
      const auto found = spellings.find(fold_key(raw));
      resolved.append(found != spellings.end() ? std::string_view(found->second) : raw);
      if (found == spellings.end() && !what.empty() && reported.emplace(raw, true).second)
        report_unknown(table, row, raw, spellings, what);
    }
    *column = std::move(resolved);
  }

 private:
  void report_unknown(const Table& table, std::size_t row, std::string_view raw, const Spellings& spellings,
                      std::string_view what) {
    std::vector<std::string_view> known;
    for (const auto& pair : spellings) known.push_back(pair.second);
    const auto meant = nearest(raw, known);
    Diagnostic finding{"D-02",
                       Severity::error,
                       fmt::format("there is no {} '{}'", what, raw),
                       {},
                       meant ? fmt::format("did you mean '{}'?", *meant)
                             : fmt::format("add it to the table of {}s, or correct the code", what),
                       {}};
    finding.subject = fmt::format("{};{}={}", table.name(), what, raw);
    const auto refs = workspace_.evidence.refs(table.row_evidence[row]);
    if (!refs.empty()) places_.locate(refs.front(), raw, finding);
    diagnostics_.add(std::move(finding));
  }

  Workspace& workspace_;
  CellPlaces places_;
  Diagnostics& diagnostics_;
};

}  // namespace

void resolve_references(Workspace& workspace, const std::filesystem::path& folder, Diagnostics& diagnostics) {
  const Spellings indicators = spellings_of(workspace.find("indicator"), "indicator_id", {"code"});
  const Spellings results = spellings_of(workspace.find("result"), "result_id", {"code"});
  const Spellings orgs = spellings_of(workspace.find("org"), "org_id", {"acronym", "name", "aliases"});
  const Spellings lines = spellings_of(workspace.find("budget_line"), "line_id", {"code"});
  const Spellings amendments = spellings_of(workspace.find("amendment"), "amendment_id", {});
  References references(workspace, folder, diagnostics);
  references.resolve("observation", "indicator", indicators, "indicator");
  references.resolve("target", "indicator", indicators, "indicator");
  references.resolve("opening", "indicator", indicators, "indicator");
  references.resolve("opening", "line", lines, "budget line");
  references.resolve("expenditure", "line", lines, "budget line");
  references.resolve("budget_line", "parent", lines, "budget line");
  for (const char* table : {"target", "budget_line"})
    references.resolve(table, "amendment", amendments, "amendment");
  references.resolve("indicator", "result_id", results, results.empty() ? "" : "result");
  references.resolve("observation", "reporter_org", orgs, "");
  references.resolve("meeting", "organiser", orgs, "");
  references.resolve("attendance", "org", orgs, "");
  references.resolve("statement", "org", orgs, "");
  references.resolve("action_point", "owner_org", orgs, "");
  references.resolve("agenda_item", "presenter", orgs, "");
  references.resolve("need", "raised_by", orgs, "");
  references.resolve("person", "org_id", orgs, "");
}

}  // namespace kvali
